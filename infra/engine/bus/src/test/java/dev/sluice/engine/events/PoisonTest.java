package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that are made to hurt: each is delivered as it is or refused alone, and the next one comes through. */
class PoisonTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.call(
                "PutRule",
                "{\"Name\":\"r\",\"EventPattern\":\"{\\\"detail\\\":{\\\"n\\\":[{\\\"numeric\\\":[\\\">\\\",5]},{\\\"exists\\\":false},"
                        + "{\\\"wildcard\\\":\\\"*a*b*\\\"},{\\\"cidr\\\":\\\"10.0.0.0/8\\\"}]}}\"}");
        bench.call(
                "PutTargets",
                "{\"Rule\":\"r\",\"Targets\":[{\"Id\":\"q\",\"Arn\":\"" + QUEUE
                        + "\",\"InputTransformer\":{\"InputPathsMap\":{\"n\":\"$.detail.n\"},\"InputTemplate\":\"{\\\"n\\\":<n>}\"}}]}");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    static String[] details() {
        return new String[] {
            "{\"n\":1e999999999}",
            "{\"n\":1e999999999999}",
            "{\"n\":-1e-999999999999}",
            "{\"n\":7,\"m\":1e999999999999}",
            "{\"n\":7,\"n\":1e999999999999}",
            "{\"n\":-1e-999999999}",
            "{\"n\":" + "9".repeat(900) + "}",
            "{\"n\":" + "9".repeat(5_000) + "}",
            "{\"n\":1E400}",
            "{\"n\":1e999999999999}",
            "{\"n\":\"\uffff\"}",
            "{\"n\":\"\udfff\"}",
            "{\"n\":NaN}",
            "{\"n\":\"\\ud800\"}",
            "{\"n\":\"\\u0000\"}",
            "{\"n\":\"" + "ab".repeat(200_000) + "\"}",
            "{\"n\":[" + "[".repeat(1_100) + "]".repeat(1_100) + "]}",
            "{\"a\":".repeat(990) + "1" + "}".repeat(990),
            "{\"a\":".repeat(100_000),
            "{\"\":{\"\":[]}}",
            "{\"n\":[{\"x\":1},[2,[3]],null,true,\"s\"]}",
            "{\"n\":" + "[1,".repeat(1) + "2".repeat(300) + "]}",
            "{\"n\":[" + "1,".repeat(100_000) + "1]}",
            "{" + key(5_000) + "\"z\":1}",
        };
    }

    private static String key(int many) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < many; i++) {
            keys.append("\"k").append(i).append("\":").append(i).append(',');
        }
        return keys.toString();
    }

    @ParameterizedTest
    @MethodSource("details")
    @DisplayName("an event of any content is taken or refused as an entry, and the next one comes through")
    void survives(String detail) {
        bench.put("default", "s", detail);
        int before = bench.targets.messages.size();
        bench.put("default", "s", "{\"n\":7}");
        assertThat(bench.targets.messages).hasSize(before + 1);
        assertThat(bench.targets.messages.get(before).body()).isEqualTo("{\"n\":7}");
    }

    @Test
    @DisplayName("a pattern or an event that cannot be worked with is refused as the parameter it is")
    void patterns() {
        for (String pattern : new String[] {
            "{\"detail\":{\"k\":[{\"anything-but\":{\"wildcard\":[]}}]}}",
            "{\"detail\":{\"k\":[{\"anything-but\":{\"prefix\":[]}}]}}",
            "{\"detail\":{\"k\":[{\"anything-but\":{\"suffix\":[]}}]}}",
            "{\"detail\":{\"k\":[{\"anything-but\":{\"equals-ignore-case\":[]}}]}}",
            "{\"detail\":{\"k\":[1e999999999999]}}",
        }) {
            String given = Json.text(Json.object().put("Name", "odd").put("EventPattern", pattern));
            assertThatThrownBy(() -> bench.call("PutRule", given))
                    .isInstanceOfSatisfying(
                            AwsException.class,
                            refused -> assertThat(refused.code()).isEqualTo("InvalidEventPatternException"));
        }
        String event =
                "{\"id\":\"1\",\"account\":\"1\",\"source\":\"a\",\"time\":\"t\",\"region\":\"r\",\"detail-type\":\"d\","
                        + "\"detail\":{\"n\":1e999999999999}}";
        String given = Json.text(
                Json.object().put("EventPattern", "{\"detail\":{\"n\":[1]}}").put("Event", event));
        assertThatThrownBy(() -> bench.call("TestEventPattern", given))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo("ValidationException"));
    }

    @Test
    @DisplayName("B.6: of a key that comes twice the last one counts, for patterns as for targets")
    void duplicateKeys() {
        bench.put("default", "s", "{\"n\":7,\"n\":1}");
        assertThat(bench.targets.messages).isEmpty();
        bench.put("default", "s", "{\"n\":1,\"m\":{\"n\":2},\"n\":7}");
        assertThat(bench.targets.messages).hasSize(1);
        String event =
                "{\"id\":\"1\",\"account\":\"1\",\"source\":\"a\",\"time\":\"t\",\"region\":\"r\",\"detail-type\":\"d\","
                        + "\"detail\":{\"n\":1,\"n\":2}}";
        assertThat(bench.call(
                        "TestEventPattern",
                        Json.text(Json.object()
                                .put("EventPattern", "{\"detail\":{\"n\":[1]}}")
                                .put("Event", event))))
                .hasToString("{\"Result\":false}");
    }
}
