package dev.sluice.bench.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Figure;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SideBySideBenchTest {

    @Test
    void anEngineComparedWithAnotherOneHasARatioForEachRowAndNothingIsLeftThere() {
        try (Subject other = Subject.start("--empty", "--auth", "off")) {
            Result result = new SideBySideBench(1, Duration.ZERO, 0).run(settings(Optional.of(other.endpoint())));
            assertThat(result.notes()).isEmpty();
            assertThat(result.figures())
                    .filteredOn(figure -> figure.name().endsWith("better by"))
                    .hasSize(4)
                    .allSatisfy(figure -> assertThat(figure.value()).isPositive());
            assertThat(result.figures()).extracting(Figure::name).anyMatch(name -> name.startsWith("limit:"));
            try (Connection connection = other.connect()) {
                JsonNode buses = connection.call(Operation.events("ListEventBuses"), "{}");
                assertThat(buses.path("EventBuses")).hasSize(1);
                assertThat(connection
                                .call(Operation.dynamoDb("ListTables"), "{}")
                                .path("TableNames"))
                        .isEmpty();
            }
        }
    }

    @Test
    void withoutAnEndpointThereIsNothingToCompareWith() {
        assertThatThrownBy(() -> new SideBySideBench().run(settings(Optional.empty())))
                .hasMessageContaining("--endpoint");
    }

    private static Settings settings(Optional<URI> endpoint) {
        return new Settings(1, Optional.empty(), endpoint, Optional.empty(), Optional.empty());
    }
}
