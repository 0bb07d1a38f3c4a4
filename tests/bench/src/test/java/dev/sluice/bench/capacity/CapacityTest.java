package dev.sluice.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final Settings SHORT = settings(Optional.empty());

    private static Settings settings(Optional<URI> endpoint) {
        return new Settings(1, Optional.empty(), endpoint, Optional.empty(), Optional.empty());
    }

    @Test
    void aBacklogIsDrainedWholeAndOnce() {
        Result result = BacklogBench.run(SHORT, 3_000);
        assertThat(result.value("messages queued")).isEqualTo(3_000);
        assertThat(result.value("lost")).isZero();
        assertThat(result.value("duplicates")).isZero();
        assertThat(result.value("files when full")).isPositive();
        assertThat(result.lines().get(0).points()).hasSize(10);
    }

    @Test
    void steadyLoadIsWatchedUntilItsEndAndEverythingArrives() {
        Result result = new MemoryBench().run(SHORT);
        assertThat(result.value("events sent")).isEqualTo(18_000);
        assertThat(result.value("lost")).isZero();
        assertThat(result.value("heap after collection, at the end")).isBetween(1.0, 512.0);
    }

    @Test
    void rulesAndStoredEventsGrowToWhatIsAskedFor() {
        try (Subject subject = Subject.start("--empty");
                Connection connection = subject.connect()) {
            Rules rules = new Rules(subject, SHORT);
            assertThat(rules.growTo(1)).isEqualTo(3);
            assertThat(rules.growTo(10)).isEqualTo(30);
            String bus = connection
                    .call(Operation.events("ListEventBuses"), "{\"NamePrefix\":\"bench-\"}")
                    .at("/EventBuses/0/Name")
                    .asText();
            assertThat(connection
                            .call(Operation.events("ListRules"), "{\"EventBusName\":\"" + bus + "\"}")
                            .path("Rules"))
                    .hasSize(30);
            StoredEvents events = new StoredEvents(subject, SHORT);
            assertThat(events.growTo(1)).isEqualTo(1_000);
            assertThat(events.measure())
                    .hasSize(4)
                    .allSatisfy(measured -> assertThat(measured.value()).isPositive());
        }
    }

    @Test
    void noneOfItIsMeasuredAtSomebodyElsesEndpoint() {
        Settings elsewhere = settings(Optional.of(URI.create("http://127.0.0.1:1")));
        assertThatThrownBy(() -> new GrowthBench().run(elsewhere)).hasMessageContaining("--endpoint");
        assertThatThrownBy(() -> new BacklogBench().run(elsewhere)).hasMessageContaining("--endpoint");
        assertThatThrownBy(() -> new MemoryBench().run(elsewhere)).hasMessageContaining("--endpoint");
    }
}
