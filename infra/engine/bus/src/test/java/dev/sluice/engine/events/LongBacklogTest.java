package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongBacklogTest {

    private static final String DESTINATION =
            "\"Arn\":\"arn:aws:events:us-east-1:000000000000:api-destination/d/1\",\"RoleArn\":\"arn:aws:iam::000000000000:role/x\"";

    @TempDir
    Path folder;

    @Test
    @DisplayName("more events than memory keeps for one target are all delivered, each once")
    void longBacklog() {
        try (Bench bench = new Bench(folder)) {
            bench.rule("r", "s", "{" + DESTINATION + "}");
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                entries.append(i == 0 ? "" : ",").append("{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\"}");
            }
            for (int i = 0; i < 400; i++) {
                bench.call("PutEvents", "{\"Entries\":[" + entries + "]}");
            }
            await().untilAsserted(
                            () -> assertThat(bench.metric("Invocations", "r")).isEqualTo(4_000));
            assertThat(bench.targets.calls).hasSize(4_000);
            assertThat(List.copyOf(bench.targets.messages)).isEmpty();
        }
    }
}
