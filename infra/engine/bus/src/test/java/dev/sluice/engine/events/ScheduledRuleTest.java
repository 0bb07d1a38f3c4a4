package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.events.FakeTargets.Message;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledRuleTest {

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        bench.events.start();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void rule(String name, String expression) {
        bench.call("PutRule", "{\"Name\":\"" + name + "\",\"ScheduleExpression\":\"" + expression + "\"}");
        bench.call(
                "PutTargets",
                "{\"Rule\":\"" + name
                        + "\",\"Targets\":[{\"Id\":\"t\",\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}]}");
    }

    private List<Message> after(Duration wait, int expected) {
        bench.time.advance(wait);
        await().until(() -> bench.targets.on("q").size() >= expected);
        return bench.targets.on("q");
    }

    private void nothingMoreAfter(Duration wait, int had) {
        bench.time.advance(wait);
        // Whatever the clock set off is in the store's queue before this write is.
        bench.call("PutRule", "{\"Name\":\"witness\",\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"}");
        assertThat(bench.targets.on("q")).hasSize(had);
    }

    @Test
    @DisplayName("B.1: the event of a schedule names its rule")
    void theEvent() {
        Instant begun = bench.time.now();
        rule("every", "rate(5 minutes)");
        JsonNode event =
                Json.parseTrusted(after(Duration.ofMinutes(5), 1).get(0).body());
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactly(
                        "version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail");
        assertThat(event.path("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.path("source").asText()).isEqualTo("aws.events");
        assertThat(event.path("time").asText())
                .isEqualTo(begun.plus(Duration.ofMinutes(5))
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .toString());
        assertThat(event.path("resources")).hasToString("[\"arn:aws:events:us-east-1:000000000000:rule/every\"]");
        assertThat(event.path("detail")).hasToString("{}");
        assertThat(bench.metric("TriggeredRules", "every")).isEqualTo(1);
        assertThat(after(Duration.ofMinutes(5), 2)).hasSize(2);
    }

    @Test
    @DisplayName("a disabled or deleted rule does not fire, and starts over when it is enabled")
    void disabled() {
        rule("every", "rate(5 minutes)");
        bench.call("DisableRule", "{\"Name\":\"every\"}");
        nothingMoreAfter(Duration.ofMinutes(20), 0);
        bench.call("EnableRule", "{\"Name\":\"every\"}");
        nothingMoreAfter(Duration.ofMinutes(4), 0);
        after(Duration.ofMinutes(1), 1);
        bench.call("RemoveTargets", "{\"Rule\":\"every\",\"Ids\":[\"t\"]}");
        bench.call("DeleteRule", "{\"Name\":\"every\"}");
        nothingMoreAfter(Duration.ofMinutes(20), 1);
    }

    @Test
    @DisplayName("another expression counts from now, the same one goes on")
    void replaced() {
        rule("every", "rate(5 minutes)");
        bench.time.advance(Duration.ofMinutes(4));
        rule("every", "rate(5 minutes)");
        after(Duration.ofMinutes(1), 1);
        rule("every", "rate(10 minutes)");
        nothingMoreAfter(Duration.ofMinutes(9), 1);
        after(Duration.ofMinutes(1), 2);
    }

    @Test
    @DisplayName("what was due while the engine was down fires once, and then in time")
    void restarted() {
        rule("every", "rate(5 minutes)");
        bench.close();
        bench = new Bench(folder);
        bench.time.advance(Duration.ofMinutes(13));
        assertThat(bench.targets.messages).isEmpty();
        bench.events.start();
        after(Duration.ofMillis(1), 1);
        nothingMoreAfter(Duration.ofSeconds(119), 1);
        after(Duration.ofSeconds(1), 2);
    }

    @Test
    @DisplayName("no rule but its own sees the event, nor an archive")
    void alone() {
        bench.rule("all", "aws.events", "{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:other\"}");
        bench.call(
                "CreateArchive",
                "{\"ArchiveName\":\"a\",\"EventSourceArn\":\"arn:aws:events:us-east-1:000000000000:event-bus/default\"}");
        rule("every", "cron(* * * * ? *)");
        after(Duration.ofMinutes(1), 1);
        assertThat(bench.targets.on("other")).isEmpty();
        assertThat(bench.call("DescribeArchive", "{\"ArchiveName\":\"a\"}")
                        .path("EventCount")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("B.1: a schedule is shown, and one that is none is refused")
    void shownAndRefused() {
        rule("every", "rate(1 day)");
        assertThat(bench.call("DescribeRule", "{\"Name\":\"every\"}"))
                .hasToString("{\"Name\":\"every\",\"Arn\":\"arn:aws:events:us-east-1:000000000000:rule/every\","
                        + "\"State\":\"ENABLED\",\"EventBusName\":\"default\",\"ScheduleExpression\":\"rate(1 day)\","
                        + "\"CreatedBy\":\"000000000000\"}");
        assertThat(bench.error("PutRule", "{\"Name\":\"r\",\"ScheduleExpression\":\"rate(1 days)\"}"))
                .isEqualTo("ValidationException: Parameter ScheduleExpression is not valid.");
    }
}
