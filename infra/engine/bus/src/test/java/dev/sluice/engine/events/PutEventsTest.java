package dev.sluice.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PutEventsTest {

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

    private static String entry(String detail) {
        ObjectNode entry =
                Json.object().put("Source", "a").put("DetailType", "t").put("Detail", detail);
        return Json.text(entry);
    }

    private JsonNode put(String... entries) {
        return bench.call("PutEvents", "{\"Entries\":[" + String.join(",", entries) + "]}");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A.6, A.7: a bad entry fails alone, with AWS's code and text")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"DetailType":"t","Detail":"{}"}                             | InvalidArgument | Parameter Source is not valid. Reason: Source is a required argument.
            {"Source":"a","Detail":"{}"}                                 | InvalidArgument | Parameter DetailType is not valid. Reason: DetailType is a required argument.
            {"Source":"a","DetailType":"","Detail":"{}"}                 | InvalidArgument | Parameter DetailType is not valid. Reason: DetailType is a required argument.
            {"Source":"a","DetailType":"t"}                              | InvalidArgument | Parameter Detail is not valid. Reason: Detail is a required argument.
            {"Source":"a","DetailType":"t","Detail":"NotJSON"}           | MalformedDetail | Detail is malformed.
            {"Source":"a","DetailType":"t","Detail":"[]"}                | MalformedDetail | Detail is malformed.
            {"Source":"a","DetailType":"t","Detail":"{{}"}               | MalformedDetail | Detail is malformed.
            {"Source":"a","DetailType":"t","Detail":"{} {}"}             | MalformedDetail | Detail is malformed.
            {"Source":"a","DetailType":"t","Detail":"\\"x\\""}           | MalformedDetail | Detail is malformed.
            {"Source":"aws.ec2","DetailType":"t","Detail":"{}"}          | NotAuthorizedForSourceException | Not authorized for the source.
            """)
    void badEntries(String entry, String code, String message) {
        JsonNode answer = put(entry("{}"), entry, entry("{}"));
        assertThat(answer.path("FailedEntryCount").asInt()).isEqualTo(1);
        assertThat(answer.path("Entries").get(0).has("EventId")).isTrue();
        assertThat(answer.path("Entries").get(1))
                .hasToString("{\"ErrorCode\":\"" + code + "\",\"ErrorMessage\":\"" + message + "\"}");
        assertThat(answer.path("Entries").get(2).has("EventId")).isTrue();
    }

    @Test
    @DisplayName("A.3: eleven entries are refused as a whole")
    void elevenEntries() {
        String[] eleven = new String[11];
        java.util.Arrays.fill(
                eleven, "{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"{}\",\"EventBusName\":\"b\"}");
        String one =
                "PutEventsRequestEntry(time=null, source=s, resources=null, detailType=t, detail={}, eventBusName=b,"
                        + " traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null)";
        assertThat(bench.error("PutEvents", "{\"Entries\":[" + String.join(",", eleven) + "]}"))
                .isEqualTo(
                        "ValidationException: 1 validation error detected: Value '["
                                + String.join(", ", java.util.Collections.nCopies(11, one))
                                + "]' at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10");
    }

    @Test
    @DisplayName("A.4, A.5: time counts 14 bytes, source, detail-type, detail and resources count as UTF-8")
    void tooLarge() {
        int most = 1_048_576 - "a".length() - "t".length() - 14 - "ü".length() - 1;
        String detail = "{\\\"k\\\":\\\"" + "x".repeat(most - 8) + "\\\"}";
        String fits = "{\"Source\":\"a\",\"DetailType\":\"t\",\"Time\":1,\"Resources\":[\"ü\"],\"Detail\":\"" + detail
                + "\"}";
        assertThat(put(fits).path("FailedEntryCount").asInt()).isZero();
        assertThat(bench.error("PutEvents", "{\"Entries\":[" + fits.replace("\"a\"", "\"ab\"") + "]}"))
                .isEqualTo("ValidationException: Total size of the entries in the request is over the limit.");
    }

    @Test
    @DisplayName("A.8: an event for a bus that does not exist gets an id and goes nowhere, and the trace says so")
    void unknownBus() {
        JsonNode answer = put(entry("{}").replace("}\"}", "}\",\"EventBusName\":\"none\"}"));
        assertThat(answer.path("FailedEntryCount").asInt()).isZero();
        assertThat(bench.trace(answer.path("Entries").get(0).path("EventId").asText()))
                .containsExactly("EVENT_INGEST_FAILURE {reason=Event bus none does not exist.}");
    }

    @Test
    @DisplayName("A.8: a malformed bus name is refused as a whole")
    void malformedBus() {
        assertThat(bench.error("PutEvents", "{\"Entries\":[{\"EventBusName\":\"a b\"}]}"))
                .startsWith("ValidationException: 1 validation error detected: Value 'a b' at"
                        + " 'entries.1.member.eventBusName' failed to satisfy constraint");
    }

    @Test
    void theTraceNamesTheRulesThatMatched() {
        bench.call("PutRule", "{\"Name\":\"r2\",\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"}");
        bench.call("PutRule", "{\"Name\":\"r1\",\"EventPattern\":\"{\\\"detail\\\":{\\\"n\\\":[7]}}\"}");
        bench.call(
                "PutRule",
                "{\"Name\":\"off\",\"State\":\"DISABLED\",\"EventPattern\":\"{\\\"source\\\":[\\\"a\\\"]}\"}");
        put(entry("{\"n\": 7.0, \"metadata\": {\"tenant\": {\"id\": \"x\"}, \"id\": \"m-1\"}, \"id\":\"y\"}"));
        assertThat(bench.trace("m-1")).containsExactly("EVENT_INGEST_SUCCESS {rules=r1,r2}");
        put(entry("{\"metadata\":{\"id\":\"m-2\"}}").replace("\"a\"", "\"b\""));
        assertThat(bench.trace("m-2")).containsExactly("EVENT_INGEST_SUCCESS", "NO_STANDARD_RULES_MATCHED");
    }

    @Test
    @DisplayName("Entries that the policies deny fail alone; if all are denied, the request does")
    void denied() {
        bench.access.denial =
                context -> "b".equals(context.get("events:source")) ? Optional.of("not you") : Optional.empty();
        String good = entry("{}");
        String bad = good.replace("\"a\"", "\"b\"");
        assertThat(put(good, bad).path("Entries").get(1))
                .hasToString("{\"ErrorCode\":\"AccessDeniedException\",\"ErrorMessage\":\"not you\"}");
        assertThat(bench.error("PutEvents", "{\"Entries\":[" + bad + "," + bad + "]}"))
                .isEqualTo("AccessDeniedException: not you");
    }

    @Test
    @DisplayName("I.1: requests, entries and matches are counted")
    void metrics() {
        bench.rule("r", "a", "{\"Arn\":\"arn:aws:sqs:us-east-1:000000000000:q\"}");
        put(entry("{}"), entry("no"));
        bench.error("PutEvents", "{\"Entries\":[]}");
        assertThat(bench.metric("MatchedEvents", "r")).isEqualTo(1);
        assertThat(bench.metric("TriggeredRules", "r")).isEqualTo(1);
        assertThat(bench.metric("InvocationsCreated")).isEqualTo(1);
        assertThat(bench.metric("PutEventsApproximateCallCount")).isEqualTo(2);
        assertThat(bench.metric("PutEventsApproximateSuccessCount")).isEqualTo(1);
        assertThat(bench.metric("PutEventsApproximateFailedCount")).isEqualTo(1);
        assertThat(bench.metric("PutEventsEntriesCount")).isEqualTo(2);
        assertThat(bench.metric("PutEventsFailedEntriesCount")).isEqualTo(1);
        assertThat(bench.metric("PutEventsRequestSize")).isEqualTo(8);
    }
}
