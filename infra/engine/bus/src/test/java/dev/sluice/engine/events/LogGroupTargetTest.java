package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogGroupTargetTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @DisplayName("B.10: a log group gets the event as message and its time as timestamp, in a stream made for it")
    void theEventIsTheMessageInOneStreamHoweverManyWorkersWrite() {
        CountDownLatch making = new CountDownLatch(2);
        StandIn logs = new StandIn("logs")
                .on("CreateLogStream", input -> created(making))
                .on("PutLogEvents", input -> Json.object());
        bench.kernel.aws().register(logs);
        bench.rule("r", "s", "{\"Arn\":\"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/audit\"}");
        String id = bench.put("default", "s", "{}");
        bench.put("default", "s", "{}");
        await().until(() -> logs.calls("PutLogEvents").stream()
                        .mapToInt(call -> call.input().path("logEvents").size())
                        .sum()
                == 2);
        assertThat(logs.calls("CreateLogStream")).hasSize(1);
        JsonNode made = logs.calls("CreateLogStream").get(0).input();
        assertThat(made.path("logGroupName").asText()).isEqualTo("/aws/events/audit");
        // Two workers may have had one event each.
        List<JsonNode> events = new ArrayList<>();
        logs.calls("PutLogEvents").forEach(call -> {
            assertThat(call.caller()).isEqualTo("events.amazonaws.com");
            assertThat(call.input().path("logGroupName")).isEqualTo(made.path("logGroupName"));
            assertThat(call.input().path("logStreamName")).isEqualTo(made.path("logStreamName"));
            call.input().path("logEvents").forEach(events::add);
        });
        assertThat(events)
                .allMatch(event -> event.path("timestamp").asLong() == 1_795_521_600_000L)
                .anyMatch(event -> event.path("message").asText().contains(id));
    }

    @Test
    @DisplayName("an event that the log group refuses is dead-lettered alone, and its neighbours are logged")
    void oneRefusedEventCostsNoOther() {
        StandIn logs = new StandIn("logs")
                .on("CreateLogStream", input -> Json.object())
                .on("PutLogEvents", LogGroupTargetTest::noPoison);
        bench.kernel.aws().register(logs);
        bench.rule(
                "r",
                "s",
                "{\"Arn\":\"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/audit\",\"DeadLetterConfig\":"
                        + "{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"}}");
        ObjectNode input = Json.object();
        for (int i = 0; i < 10; i++) {
            input.withArray("Entries")
                    .addObject()
                    .put("Source", "s")
                    .put("DetailType", "t")
                    .put("Detail", i == 5 ? "{\"poison\":1}" : "{\"n\":" + i + "}");
        }
        bench.kernel.aws().call(Bench.OWNER, "events", "PutEvents", input);
        await().until(() -> bench.targets.on("dead").size() + bench.metric("SuccessfulInvocationAttempts", "r") == 10);
        assertThat(bench.targets.on("dead"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.body()).contains("poison"));
    }

    @Test
    @DisplayName("a time that cannot be counted in milliseconds is not used, and costs no other event anything")
    void aTimeBeyondTheYears() {
        StandIn logs = new StandIn("logs")
                .on("CreateLogStream", input -> Json.object())
                .on("PutLogEvents", input -> Json.object());
        bench.kernel.aws().register(logs);
        bench.rule(
                "r",
                "s",
                "{\"Arn\":\"arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/audit\",\"InputTransformer\":"
                        + "{\"InputPathsMap\":{\"at\":\"$.detail.at\",\"n\":\"$.detail.n\"},"
                        + "\"InputTemplate\":\"{\\\"timestamp\\\":<at>,\\\"message\\\":<n>}\"}}");
        ObjectNode input = Json.object();
        for (String at :
                new String[] {"2026-11-24T11:00:00Z", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"}) {
            input.withArray("Entries")
                    .addObject()
                    .put("Source", "s")
                    .put("DetailType", "t")
                    .put("Detail", "{\"at\":\"" + at + "\",\"n\":\"x\"}");
        }
        bench.kernel.aws().call(Bench.OWNER, "events", "PutEvents", input);
        await().until(() -> bench.metric("SuccessfulInvocationAttempts", "r") == 3);
        assertThat(logs.calls("PutLogEvents").stream()
                        .flatMap(call -> call.input().path("logEvents").findValues("timestamp").stream())
                        .map(JsonNode::asLong))
                .containsExactlyInAnyOrder(1_795_518_000_000L, 1_795_521_600_000L, 1_795_521_600_000L);
    }

    private static JsonNode noPoison(ObjectNode input) {
        if (input.toString().contains("poison")) {
            throw AwsException.of("InvalidParameterException", "poison");
        }
        return Json.object();
    }

    /** Gives a second worker the time to make a stream too, if it wants to. */
    private static JsonNode created(CountDownLatch making) {
        making.countDown();
        try {
            making.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Json.object();
    }
}
