package dev.sluice.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Access;
import dev.sluice.cli.local.Home;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions under AWS's own runtime interface client. */
class ColdStartTest {

    @Test
    void functionsOfTheStackAnswerColdAndFromTheirSnapshot() throws Exception {
        List<String> functions = List.of("sluice-transformer", "sluice-admission", "sluice-sender");
        Result result = ColdStartBench.run(
                new Settings(1, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                1,
                function -> functions.contains(function.name()));
        for (String function : functions) {
            for (Mode mode : Mode.values()) {
                assertThat(result.value(function + ": " + mode.label()))
                        .as(function + " " + mode)
                        .isPositive();
            }
        }
    }

    @Test
    void aFunctionThatFailsIsNoAnswer() {
        Deployed nothing =
                new Deployed("nothing", "dev.sluice.Nothing", Home.find().app(), Map.of());
        assertThatThrownBy(() -> FunctionProcess.firstAnswer(
                        nothing,
                        "{}",
                        Mode.COLD,
                        URI.create("http://127.0.0.1:1"),
                        new Access("key", "secret", "us-east-1")))
                .hasMessageContaining("dev.sluice.Nothing");
    }
}
