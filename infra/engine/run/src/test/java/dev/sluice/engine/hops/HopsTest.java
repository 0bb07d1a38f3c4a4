package dev.sluice.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one hop acknowledges, the next one takes, or a queue holds it with the reason. The rows of docs/limits.md. */
class HopsTest {

    private static final String GOOD = "{\"text\":\"good\"}";

    @TempDir
    Path folder;

    private Hops hops;

    @BeforeEach
    void open() {
        hops = new Hops(folder);
    }

    @AfterEach
    void close() {
        hops.close();
    }

    /** Details by what is odd about them. */
    private static Map<String, String> corpus() {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("U+FFFF", "{\"text\":\"a\uffffb\"}");
        details.put("U+FFFE in a key", "{\"text\":\"x\",\"k\ufffe\":1}");
        details.put("escaped surrogate", "{\"text\":\"\\ud800\"}");
        details.put("raw surrogate", "{\"text\":\"\udc00\"}");
        details.put("a pair", "{\"text\":\"\ud83d\ude00\"}");
        details.put("NUL", "{\"text\":\"\\u0000\\u0001\\u007f\"}");
        details.put("quotes and lines", "{\"text\":\"say \\\"hi\\\" \\\\ \\n\\t\"}");
        details.put("not ASCII", "{\"text\":\"Zo\u00eb \u4e16\u754c\"}");
        details.put("header injection", "{\"text\":\"a\\r\\nX-Injected: 1\"}");
        details.put("empty text", "{\"text\":\"\"}");
        details.put("no text", "{}");
        details.put("text is an object", "{\"text\":{\"a\":\"b\"}}");
        details.put("exponent", "{\"text\":1e400,\"n\":-1E-400}");
        details.put("exponent that nothing holds", "{\"text\":1e999999999999}");
        details.put("digits", "{\"n\":" + "9".repeat(900) + "}");
        details.put("duplicate keys", "{\"text\":\"1\",\"text\":\"2\"}");
        details.put("deep", "{\"a\":".repeat(990) + "1" + "}".repeat(990));
        details.put("as deep as may be", "{\"a\":".repeat(999) + "1" + "}".repeat(999));
        details.put("rejected", "{\"reject\":true,\"text\":\"\uffff\"}");
        details.put("rejected and large", "{\"reject\":true,\"text\":\"" + "x".repeat(1_040_000) + "\"}");
        details.put("300 KB", "{\"text\":\"" + "x".repeat(300_000) + "\"}");
        details.put("900 KB of quotes", "{\"n\":\"" + "\\\"".repeat(450_000) + "\"}");
        details.put("900 KB in three bytes each", "{\"n\":\"" + "\u4e16".repeat(300_000) + "\"}");
        details.put("more than a queue takes, once escaped", "{\"n\":\"" + "\uffff".repeat(300_000) + "\"}");
        details.put("1 MB, to the byte", "{\"n\":\"" + "x".repeat((1 << 20) - 2 - 8) + "\"}");
        details.put("not JSON", "{\"n\":\"\u0001\"}");
        return details;
    }

    @Test
    void allThatIsAcknowledgedIsDeliveredRejectedOrDeadLetteredWhateverIsInIt() {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        corpus().forEach((what, detail) -> put(what, "s", detail, acknowledged, refused));
        put("source", "a\uffff\u0000\ud800", GOOD, acknowledged, refused);
        put("good", "s", GOOD, acknowledged, refused);
        assertThat(refused).containsExactlyInAnyOrder("not JSON", "more than a queue takes, once escaped");
        hops.settle(Duration.ofSeconds(2));
        Map<String, List<String>> arrived = awaitReconciled(acknowledged);
        assertThat(names(acknowledged, arrived.get("admission-dead")))
                .containsExactlyInAnyOrder("1 MB, to the byte", "as deep as may be");
        assertThat(names(acknowledged, arrived.get("quarantine")))
                .containsExactlyInAnyOrder("rejected", "rejected and large", "exponent that nothing holds");
    }

    private static Set<String> names(Map<String, String> acknowledged, List<String> texts) {
        Set<String> names = new TreeSet<>(acknowledged.keySet());
        names.removeIf(what -> texts.stream().noneMatch(text -> text.contains(acknowledged.get(what))));
        return names;
    }

    @Test
    void aRowWithCharactersThatNoQueueTakesArrivesAndOneThatIsNotUnicodeIsRefused() {
        for (String odd : List.of("a\uffffb", "\ufffe", "\u0000", "\u0001\u007f\u0085", "\ud83d\ude00")) {
            hops.call("dynamodb", "PutItem", row("id-" + odd, odd));
        }
        for (ObjectNode row : List.of(row("r", "\ud800"), row("\udc00", "x"), row("r", "\udc00\ud800"))) {
            assertThatThrownBy(() -> hops.call("dynamodb", "PutItem", row))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("unpaired surrogate");
        }
        hops.settle(Duration.ofMillis(10));
        List<String> texts = new ArrayList<>();
        await().until(() -> {
            hops.messages("whole")
                    .forEach(message ->
                            texts.add(Json.parseTrusted(message.path("Body").asText())
                                    .at("/detail/data/dynamodb/NewImage/text/S")
                                    .asText()));
            return texts.size() >= 5;
        });
        assertThat(texts)
                .containsExactlyInAnyOrder("a\uffffb", "\ufffe", "\u0000", "\u0001\u007f\u0085", "\ud83d\ude00");
    }

    private static ObjectNode row(String id, String text) {
        ObjectNode input = Json.object().put("TableName", "orders");
        ObjectNode item = input.putObject("Item");
        item.putObject("id").put("S", id);
        item.putObject("text").put("S", text);
        return input;
    }

    @Test
    void largeEventsShareNoBatchThatIsTooLargeForTheFunction() {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            put("quotes " + i, "s", "{\"n\":\"" + "\\\"".repeat(450_000) + "\"}", acknowledged, refused);
            put("three bytes " + i, "s", "{\"n\":\"" + "\u4e16".repeat(300_000) + "\"}", acknowledged, refused);
        }
        hops.settle(Duration.ofMillis(10));
        assertThat(refused).isEmpty();
        assertThat(hops.messages("admission-dead")).isEmpty();
        List<JsonNode> whole = new ArrayList<>();
        await().until(() -> {
            whole.addAll(hops.messages("whole"));
            return whole.size() == 16;
        });
    }

    @Test
    void aDeadLetterIsKeptThoughEventAndReasonAreLargerThanTheQueueTakes() {
        Map<String, String> acknowledged = new LinkedHashMap<>();
        put("1 MB", "s", "{\"n\":\"" + "x".repeat((1 << 20) - 2 - 8) + "\"}", acknowledged, new ArrayList<>());
        assertThat(acknowledged).hasSize(1);
        List<JsonNode> dead = new ArrayList<>();
        await().until(() -> dead.addAll(hops.messages("admission-dead")));
        assertThat(dead).singleElement().satisfies(letter -> {
            assertThat(letter.path("Body").asText()).contains(acknowledged.get("1 MB"));
            assertThat(letter.at("/MessageAttributes/ERROR_CODE/StringValue").asText())
                    .isEqualTo("INVALID_PARAMETER");
            assertThat(letter.at("/MessageAttributes/ERROR_MESSAGE/StringValue").asText())
                    .contains("shorter than 1048576 bytes");
        });
    }

    @Test
    void aBatchForAQueueThatIsTooLargeForOneRequestGoesInSeveral() {
        hops.bridge(Collections.nCopies(10, "{\"text\":\"" + "x".repeat(200_000) + "\"}"));
        List<JsonNode> out = new ArrayList<>();
        await().until(() -> {
            out.addAll(hops.messages("out"));
            return out.size() == 10;
        });
    }

    @Test
    void anEventOfAnyTimeIsLogged() {
        ObjectNode input = Json.object();
        for (String time : List.of("1970-01-01T00:00:00Z", "2026-11-24T11:00:00Z", "2999-01-01T00:00:00Z")) {
            input.withArray("Entries")
                    .addObject()
                    .put("EventBusName", "core")
                    .put("Source", "s")
                    .put("DetailType", "t")
                    .put("Time", time)
                    .put("Detail", "{\"at\":\"" + time + "\"}");
        }
        hops.call("events", "PutEvents", input);
        await().until(() -> hops.logged().size() == 3);
        assertThat(hops.logged())
                .extracting(line -> Instant.ofEpochMilli(line.path("timestamp").asLong()))
                .containsExactly(
                        Instant.parse("2026-11-24T11:00:00Z"),
                        Instant.parse("2026-11-24T12:00:00Z"),
                        Instant.parse("2026-11-24T12:00:00Z"));
    }

    @Test
    void aHeaderFromAnEventIsSentInCharactersThatHttpTakes() {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("plain 100%", "plain 100%");
        sent.put("Zo\u00eb 5%", "Zo%C3%AB 5%25");
        sent.put("a\r\nX-Injected: 1", "a%0D%0AX-Injected: 1");
        sent.keySet().forEach(text -> hops.call("events", "PutEvents", onCore(text)));
        await().until(() -> hops.posts.size() == 3);
        assertThat(hops.posts)
                .extracting(call -> call.headers().get("X-Text"))
                .containsExactlyInAnyOrderElementsOf(sent.values());
    }

    private static ObjectNode onCore(String text) {
        ObjectNode input = Json.object();
        input.withArray("Entries")
                .addObject()
                .put("EventBusName", "core")
                .put("Source", "s")
                .put("DetailType", "t")
                .put("Detail", Json.text(Json.object().set("data", Json.object().put("text", text))));
        return input;
    }

    /** For each acknowledged event: quarantine or the dead letters of admission, or each target of the core bus. */
    private Map<String, List<String>> awaitReconciled(Map<String, String> acknowledged) {
        Map<String, List<String>> arrived = new LinkedHashMap<>();
        await().untilAsserted(() -> {
            for (String queue : List.of("quarantine", "admission-dead", "whole", "templated", "small", "dead")) {
                hops.messages(queue)
                        .forEach(message -> arrived.computeIfAbsent(place(queue, message), missing -> new ArrayList<>())
                                .add(message.path("Body").asText()));
            }
            hops.logged()
                    .forEach(line -> arrived.computeIfAbsent("audit", missing -> new ArrayList<>())
                            .add(line.path("message").asText()));
            hops.posts.forEach(call ->
                    arrived.computeIfAbsent("api", missing -> new ArrayList<>()).add(call.body()));
            Map<String, Set<String>> lost = new LinkedHashMap<>();
            acknowledged.forEach((what, id) -> {
                Set<String> places = new TreeSet<>();
                arrived.forEach((place, texts) -> {
                    if (texts.stream().anyMatch(text -> text.contains(id))) {
                        places.add(place);
                    }
                });
                boolean ended = places.contains("quarantine")
                        || places.contains("admission-dead")
                        || places.containsAll(Set.of("whole", "templated", "small", "audit", "api"));
                if (!ended) {
                    lost.put(what, places);
                }
            });
            assertThat(lost).isEmpty();
        });
        return arrived;
    }

    /** A dead letter counts for the rule it is of. */
    private static String place(String queue, JsonNode message) {
        String rule = message.at("/MessageAttributes/RULE_ARN/StringValue").asText();
        return queue.equals("dead") ? rule.substring(rule.lastIndexOf('/') + 1) : queue;
    }

    private void put(
            String what, String source, String detail, Map<String, String> acknowledged, List<String> refused) {
        ObjectNode input = Json.object();
        input.putArray("Entries")
                .addObject()
                .put("EventBusName", "ingress")
                .put("Source", source)
                .put("DetailType", "t")
                .put("Detail", detail);
        try {
            JsonNode entry = hops.call("events", "PutEvents", input).at("/Entries/0");
            if (entry.has("EventId")) {
                acknowledged.put(what, entry.path("EventId").asText());
                return;
            }
        } catch (AwsException e) {
            assertThat(e.status()).isEqualTo(400);
        }
        refused.add(what);
    }
}
