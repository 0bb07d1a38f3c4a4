package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {

    private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/";
    private static final String ARCHIVE = "arn:aws:events:us-east-1:000000000000:archive/";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

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

    private void archive(String name, String more) {
        bench.call(
                "CreateArchive",
                "{\"ArchiveName\":\"" + name + "\",\"EventSourceArn\":\"" + BUS + "default\"" + more + "}");
    }

    private JsonNode described(String name) {
        return bench.call("DescribeArchive", "{\"ArchiveName\":\"" + name + "\"}");
    }

    private static String replay(String name, String archive, String bus, long from, long until, String more) {
        return "{\"ReplayName\":\"" + name + "\",\"EventSourceArn\":\"" + ARCHIVE + archive + "\",\"EventStartTime\":"
                + from + ",\"EventEndTime\":" + until + ",\"Destination\":{\"Arn\":\"" + BUS + bus + "\"" + more
                + "}}";
    }

    private JsonNode ended(String name) {
        await().until(() -> bench.call("DescribeReplay", "{\"ReplayName\":\"" + name + "\"}")
                .has("ReplayEndTime"));
        return bench.call("DescribeReplay", "{\"ReplayName\":\"" + name + "\"}");
    }

    private long now() {
        return bench.time.now().getEpochSecond();
    }

    private void at(long time, String detail) {
        ObjectNode input = Json.object();
        input.putArray("Entries")
                .addObject()
                .put("Source", "s")
                .put("DetailType", "t")
                .put("Time", time)
                .put("Detail", detail);
        bench.call("PutEvents", Json.text(input));
    }

    @Test
    @DisplayName("E.1: an archive shows what it was made of and what is in it; an empty key is none")
    void describe() {
        assertThat(bench.call(
                        "CreateArchive",
                        "{\"ArchiveName\":\"a\",\"EventSourceArn\":\"" + BUS
                                + "default\",\"Description\":\"d\",\"EventPattern\":\"{\\\"source\\\":[\\\"s\\\"]}\","
                                + "\"RetentionDays\":3,\"KmsKeyIdentifier\":\"\"}"))
                .hasToString(
                        "{\"ArchiveArn\":\"" + ARCHIVE + "a\",\"State\":\"ENABLED\",\"CreationTime\":1.7955216E9}");
        String id = bench.put("default", "s", "{}");
        bench.put("default", "other", "{}");
        JsonNode view = described("a");
        assertThat(view.path("EventCount").asInt()).isEqualTo(1);
        assertThat(view.path("SizeBytes").asInt()).isBetween(150, 300);
        assertThat(view.path("EventPattern").asText()).isEqualTo("{\"source\":[\"s\"]}");
        assertThat(view.path("RetentionDays").asInt()).isEqualTo(3);
        assertThat(view.has("KmsKeyIdentifier")).isFalse();
        assertThat(id).isNotEmpty();
        bench.call("UpdateArchive", "{\"ArchiveName\":\"a\",\"RetentionDays\":0,\"Description\":\"\"}");
        assertThat(described("a").path("RetentionDays").asInt()).isZero();
        assertThat(described("a").has("Description")).isFalse();
        assertThat(described("a").path("EventPattern").asText()).isEqualTo("{\"source\":[\"s\"]}");
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("E.4: what is refused, in AWS's words")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CreateArchive   | {"ArchiveName":"a","EventSourceArn":"BUSdefault"} | ResourceAlreadyExistsException: Archive a already exists.
            CreateArchive   | {"ArchiveName":"b","EventSourceArn":"BUSnone"}    | ResourceNotFoundException: Event bus none does not exist.
            CreateArchive   | {"ArchiveName":"b","EventSourceArn":"BUSdefault","EventPattern":"{}"} | InvalidEventPatternException: Event pattern is not valid. Reason: Empty objects are not allowed
            CreateArchive   | {"ArchiveName":"b c","EventSourceArn":"BUSdefault"} | ValidationException: 1 validation error detected: Value 'b c' at 'archiveName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+
            DescribeArchive | {"ArchiveName":"none"} | ResourceNotFoundException: Archive none does not exist.
            DeleteArchive   | {"ArchiveName":"none"} | ResourceNotFoundException: Archive none does not exist.
            UpdateArchive   | {"ArchiveName":"none","RetentionDays":1} | ResourceNotFoundException: Archive none does not exist.
            UpdateArchive   | {"ArchiveName":"a"} | ValidationException: At least one of EventPattern, RetentionDays or Description must be provided.
            ListArchives    | {"NamePrefix":"a","State":"ENABLED"} | ValidationException: At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.
            ListArchives    | {"State":"ON"} | ValidationException: 1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED, CREATING, UPDATING, CREATE_FAILED, UPDATE_FAILED]
            DescribeReplay  | {"ReplayName":"none"} | ResourceNotFoundException: Replay none does not exist.
            CancelReplay    | {"ReplayName":"none"} | ResourceNotFoundException: Replay none does not exist.
            """)
    void refusals(String operation, String input, String error) {
        archive("a", "");
        assertThat(bench.error(operation, input.replace("BUS", BUS))).startsWith(error);
    }

    @ParameterizedTest
    @DisplayName("a time that does not fit into milliseconds is refused on arrival")
    @ValueSource(
            strings = {
                "\"+999999999-12-31T23:59:59Z\"",
                "\"-999999999-01-01T00:00:00Z\"",
                "\"+10000-01-01T00:00:00Z\"",
                "-1e300",
                "1e300",
                "253402300800"
            })
    void timesBeyondTheYears(String time) {
        archive("a", "");
        assertThat(bench.error(
                        "PutEvents",
                        "{\"Entries\":[{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\",\"Time\":" + time
                                + "}]}"))
                .startsWith("SerializationException: ");
        String replay = replay("r", "a", "default", 1, 2, "");
        assertThat(bench.error("StartReplay", replay.replace("\"EventStartTime\":1", "\"EventStartTime\":" + time)))
                .startsWith("SerializationException: EventStartTime");
        assertThat(described("a").path("EventCount").asInt()).isZero();
    }

    @Test
    @DisplayName("E.4: replays that are refused, in AWS's words")
    void refusedReplays() {
        bench.call("CreateEventBus", "{\"Name\":\"other\"}");
        archive("a", "");
        assertThat(bench.error("StartReplay", replay("r", "a", "other", 1, 2, "")))
                .isEqualTo(
                        "ValidationException: Parameter Destination.Arn is not valid. Reason: Cross event bus replay is"
                                + " not permitted.");
        assertThat(bench.error("StartReplay", replay("r", "none", "default", 1, 2, "")))
                .isEqualTo(
                        "ValidationException: Parameter EventSourceArn is not valid. Reason: Archive none does not exist.");
        assertThat(bench.error("StartReplay", replay("r", "a", "none", 1, 2, "")))
                .isEqualTo("ResourceNotFoundException: Event bus none does not exist.");
        assertThat(bench.error("StartReplay", replay("r", "a", "default", 2, 2, "")))
                .isEqualTo(
                        "ValidationException: Parameter EventEndTime is not valid. Reason: EventStartTime must be before"
                                + " EventEndTime.");
        bench.call("StartReplay", replay("r", "a", "default", 1, 2, ""));
        ended("r");
        assertThat(bench.error("StartReplay", replay("r", "a", "default", 1, 2, "")))
                .isEqualTo("ResourceAlreadyExistsException: Replay r already exists.");
        assertThat(bench.error("CancelReplay", "{\"ReplayName\":\"r\"}"))
                .isEqualTo("IllegalStatusException: Replay r is not in a valid state for this operation.");
    }

    @Test
    @DisplayName(
            "E.2, E.3, A.9: events of the time span come back in the order of their times, named, to the wanted rules, and are not archived again")
    void replays() {
        archive("a", "");
        bench.rule("one", "s", "{\"Arn\":\"" + QUEUE + "\"}");
        bench.rule("two", "s", "{\"Arn\":\"" + QUEUE + "2\"}");
        at(now() - 10, "{\"n\":2}");
        at(now() - 20, "{\"n\":1}");
        at(now(), "{\"n\":3}");
        at(now() + 60, "{\"n\":4}");
        String original = bench.targets.on("q").get(1).body();
        bench.targets.messages.clear();
        String rule = "arn:aws:events:us-east-1:000000000000:rule/one";
        assertThat(bench.call(
                                "StartReplay",
                                replay(
                                        "again",
                                        "a",
                                        "default",
                                        now() - 30,
                                        now() + 60,
                                        ",\"FilterArns\":[\"" + rule + "\"]"))
                        .path("State")
                        .asText())
                .isEqualTo("STARTING");
        JsonNode replay = ended("again");
        assertThat(replay.path("State").asText()).isEqualTo("COMPLETED");
        assertThat(replay.path("EventLastReplayedTime").asLong()).isEqualTo(now());
        assertThat(replay.path("Destination").path("FilterArns").get(0).asText())
                .isEqualTo(rule);
        List<String> bodies =
                bench.targets.on("q").stream().map(FakeTargets.Message::body).toList();
        assertThat(bodies).hasSize(3);
        assertThat(bodies.get(0))
                .isEqualTo(original.replace(
                        "\"region\":\"us-east-1\",", "\"region\":\"us-east-1\",\"replay-name\":\"again\","));
        assertThat(bodies.get(1)).contains("{\"n\":2}");
        assertThat(bodies.get(2)).contains("{\"n\":3}");
        assertThat(bench.targets.on("q2")).isEmpty();
        assertThat(described("a").path("EventCount").asInt()).isEqualTo(4);
        assertThat(bench.call("ListReplays", "{\"State\":\"COMPLETED\"}").path("Replays"))
                .hasSize(1);
    }

    @Test
    @DisplayName("a replay goes on after a restart where it stopped")
    void resumed() {
        archive("a", "");
        for (int i = 0; i < 50; i++) {
            at(now() - 100 + i, "{\"n\":" + i + "}");
        }
        bench.call("StartReplay", replay("whole", "a", "default", now() - 1_000, now(), ""));
        ended("whole");
        bench.close();
        try (Store store = Store.open(folder)) {
            store.write(tx -> tx.update(
                    "UPDATE document SET body = replace(replace(body, '\"ended\":' || json_extract(body, '$.ended'),"
                            + " '\"ended\":0'), '\"time\":' || json_extract(body, '$.time'), '\"time\":' || ?)"
                            + " WHERE kind = 'events.replay'",
                    (now() - 61) * 1000));
        }
        bench = new Bench(folder);
        bench.rule("one", "s", "{\"Arn\":\"" + QUEUE + "\"}");
        bench.events.start();
        ended("whole");
        assertThat(bench.targets.on("q")).hasSize(10);
    }

    @Test
    @DisplayName("E.3: ten replays at a time; one that is cancelled ends as such, one whose archive goes away fails")
    void cancelled() {
        archive("a", "");
        archive("b", "");
        bench.rule("r", "s", "{\"Arn\":\"" + QUEUE + "\"}");
        at(now() - 10, "{}");
        CountDownLatch release = new CountDownLatch(1);
        bench.targets.beforeMessage = () -> Latches.await(release);
        for (int i = 0; i < 9; i++) {
            bench.call("StartReplay", replay("r" + i, "a", "default", 1, now(), ""));
        }
        bench.call("StartReplay", replay("gone", "b", "default", 1, now(), ""));
        assertThat(bench.error("StartReplay", replay("r10", "a", "default", 1, now(), "")))
                .isEqualTo("LimitExceededException: The requested resource exceeds the maximum number allowed.");
        assertThat(bench.call("CancelReplay", "{\"ReplayName\":\"r0\"}"))
                .hasToString(
                        "{\"ReplayArn\":\"arn:aws:events:us-east-1:000000000000:replay/r0\",\"State\":\"CANCELLING\"}");
        bench.call("DeleteArchive", "{\"ArchiveName\":\"b\"}");
        release.countDown();
        assertThat(ended("r0").path("State").asText()).isEqualTo("CANCELLED");
        assertThat(ended("r1").path("State").asText()).isEqualTo("COMPLETED");
        assertThat(ended("gone").path("State").asText()).isEqualTo("FAILED");
        assertThat(ended("gone").path("StateReason").asText()).isEqualTo("The archive was deleted.");
    }

    @Test
    @DisplayName("E.1: events older than the retention are dropped, and the counts follow")
    void retention() {
        archive("short", ",\"RetentionDays\":1");
        archive("long", "");
        bench.put("default", "s", "{}");
        bench.time.advance(Duration.ofHours(12));
        bench.put("default", "s", "{}");
        bench.time.advance(Duration.ofHours(11));
        await().until(() -> {
            bench.time.advance(Duration.ofHours(1));
            return described("short").path("EventCount").asInt() == 0;
        });
        assertThat(described("long").path("EventCount").asInt()).isEqualTo(2);
        bench.call("DeleteArchive", "{\"ArchiveName\":\"long\"}");
        archive("long", "");
        assertThat(described("long").path("EventCount").asInt()).isZero();
        assertThat(described("long").path("SizeBytes").asInt()).isZero();
    }

    @Test
    @DisplayName("a bus that has an archive is not deleted")
    void busInUse() {
        bench.call("CreateEventBus", "{\"Name\":\"b\"}");
        bench.call("CreateArchive", "{\"ArchiveName\":\"a\",\"EventSourceArn\":\"" + BUS + "b\"}");
        assertThat(bench.error("DeleteEventBus", "{\"Name\":\"b\"}")).startsWith("ValidationException");
        bench.call("DeleteArchive", "{\"ArchiveName\":\"a\"}");
        bench.call("DeleteEventBus", "{\"Name\":\"b\"}");
    }

    @Test
    void anUpdateOfNothingIsRefusedBeforeTheArchiveIsLookedUp() {
        assertThat(bench.error("UpdateArchive", "{\"ArchiveName\":\"doesnotexist\"}"))
                .isEqualTo(
                        "ValidationException: At least one of EventPattern, RetentionDays or Description must be provided.");
    }
}
