package dev.sluice.tests.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * What PutEvents takes and refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html">PutEvents</a>
 */
class PutEventsTest extends Contract {

    private static final String TOO_LARGE = "Total size of the entries in the request is over the limit.";
    private static final int MEBIBYTE = 1 << 20;
    private static final int TIME = 14;

    private static PutEventsRequestEntry entry(Consumer<PutEventsRequestEntry.Builder> change) {
        PutEventsRequestEntry.Builder entry = PutEventsRequestEntry.builder()
                .source("shop")
                .detailType("order")
                .detail("{}");
        change.accept(entry);
        return entry.build();
    }

    @Test
    @Line({"A.2", "A.3"})
    void tenEntriesAreTakenAndElevenRefuseTheRequestWithItsText() {
        assertThat(lab.put(Collections.nCopies(10, entry(e -> {})).toArray(PutEventsRequestEntry[]::new))
                        .failedEntryCount())
                .isZero();
        String one = "PutEventsRequestEntry(time=null, source=shop, resources=null, detailType=order, detail={},"
                + " eventBusName=null, traceHeader=null, kmsKeyIdentifier=null, internalMetadata=null)";
        assertThat(Refusal.of(
                        () -> lab.put(Collections.nCopies(11, entry(e -> {})).toArray(PutEventsRequestEntry[]::new))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "1 validation error detected: Value '[" + String.join(", ", Collections.nCopies(11, one))
                                + "]' at 'entries' failed to satisfy constraint: Member must have length less than or"
                                + " equal to 10"));
    }

    @Test
    @Line({"A.1", "A.2"})
    void aRequestWithoutEntriesIsRefused() {
        Refusal refusal = Refusal.of(() -> lab.put());
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.message()).contains("'entries' failed to satisfy constraint: Member must");
    }

    @ParameterizedTest
    @CsvSource({
        "source, Parameter Source is not valid. Reason: Source is a required argument.",
        "type, Parameter DetailType is not valid. Reason: DetailType is a required argument.",
        "empty type, Parameter DetailType is not valid. Reason: DetailType is a required argument.",
        "detail, Parameter Detail is not valid. Reason: Detail is a required argument."
    })
    @Line("A.6")
    void anEntryWithoutAMemberFailsAlone(String missing, String message) {
        PutEventsResponse response = lab.put(entry(e -> {
            switch (missing) {
                case "source" -> e.source(null);
                case "type" -> e.detailType(null);
                case "empty type" -> e.detailType("");
                default -> e.detail(null);
            }
        }));
        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.entries())
                .containsExactly(PutEventsResultEntry.builder()
                        .errorCode("InvalidArgument")
                        .errorMessage(message)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotJSON", "[]", "{{}", "\"x\"", "1", "null", "{} {}", "{\"a\":1,}"})
    @Line("A.6")
    void aDetailThatIsNoObjectIsMalformed(String detail) {
        PutEventsResponse response = lab.put(entry(e -> e.detail(detail)));
        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.entries())
                .containsExactly(PutEventsResultEntry.builder()
                        .errorCode("MalformedDetail")
                        .errorMessage("Detail is malformed.")
                        .build());
    }

    @Test
    @Line({"A.6", "A.8"})
    void resultsKeepTheOrderOfTheEntriesAndGoodOnesAreDelivered() {
        String bus = lab.bus();
        Queue queue = lab.listen(bus, "{\"source\":[\"shop\"]}");
        PutEventsResponse response = lab.put(
                entry(e -> e.eventBusName(bus).detail("{\"n\":1}")),
                entry(e -> e.eventBusName(bus).detail("no")),
                entry(e -> e.eventBusName(bus).source(null)),
                entry(e -> e.eventBusName(bus).detail("{\"n\":4}")));
        assertThat(response.failedEntryCount()).isEqualTo(2);
        List<PutEventsResultEntry> entries = response.entries();
        assertThat(entries)
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(null, "MalformedDetail", "InvalidArgument", null);
        assertThat(entries.get(1).eventId()).isNull();
        assertThat(queue.takeBodies(2))
                .anyMatch(body -> body.contains(entries.get(0).eventId()))
                .anyMatch(body -> body.contains(entries.get(3).eventId()));
    }

    @Test
    @Line("A.7")
    void sourcesOfAwsAreReserved() {
        PutEventsResultEntry refused =
                lab.put(entry(e -> e.source("aws.shop"))).entries().get(0);
        assertThat(refused.errorCode()).isEqualTo("NotAuthorizedForSourceException");
        assertThat(refused.eventId()).isNull();
    }

    @Test
    @Line("A.7")
    void aDetailTypeHasAtMost128Characters() {
        assertThat(lab.put(entry(e -> e.detailType("x".repeat(128)))).failedEntryCount())
                .isZero();
        PutEventsResponse refused = lab.put(entry(e -> e.detailType("x".repeat(129))));
        assertThat(refused.entries().get(0).errorCode()).isEqualTo("InvalidArgument");
    }

    @Test
    @Line({"A.4", "A.5"})
    void theSumOfAllEntriesCountsAndTimeCountsFourteenBytes() {
        int half = MEBIBYTE / 2 - "shop".length() - "order".length() - "{'x':''}".length();
        String text = "{\"x\":\"" + "a".repeat(half) + "\"}";
        PutEventsRequestEntry whole = entry(e -> e.detail(text));
        assertThat(lab.put(whole, whole).failedEntryCount()).isZero();
        assertThat(Refusal.of(() -> lab.put(whole, entry(e -> e.detail(text).resources("r")))))
                .isEqualTo(Refusal.of(400, "ValidationException", TOO_LARGE));
        PutEventsRequestEntry shorter = entry(e -> e.detail("{\"x\":\"" + "a".repeat(half - TIME) + "\"}")
                .time(Instant.EPOCH)
                .traceHeader("Root=1-5759e988-bd862e3fe1be46a994272793")
                .eventBusName("default"));
        assertThat(lab.put(whole, shorter).failedEntryCount()).isZero();
        assertThat(Refusal.of(() -> lab.put(whole, entry(e -> e.detail(text).time(Instant.EPOCH)))))
                .isEqualTo(Refusal.of(400, "ValidationException", TOO_LARGE));
        assertThat(Refusal.of(() -> lab.put(entry(e -> e.detail("{\"x\":\"" + "ä".repeat(MEBIBYTE / 2) + "\"}")))))
                .as("bytes count, not characters")
                .isEqualTo(Refusal.of(400, "ValidationException", TOO_LARGE));
    }

    @Test
    @Line("A.8")
    void anEventForABusThatIsNotThereGetsAnIdAndIsDropped() {
        PutEventsResponse response = lab.put(entry(e -> e.eventBusName(Lab.name("none"))));
        assertThat(response.failedEntryCount()).isZero();
        assertThat(response.entries().get(0).eventId())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    @Line("A.8")
    void aBusNameWithForbiddenCharactersRefusesTheRequest() {
        Refusal refusal = Refusal.of(() -> lab.put(entry(e -> e.eventBusName("no spaces"))));
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("ValidationException");
        assertThat(refusal.message()).contains("'entries.1.member.eventBusName' failed to satisfy constraint");
    }

    @Test
    @Line("A.8")
    void aTargetThatFailsIsNotSeenInTheAnswer() {
        String bus = lab.bus();
        lab.rule(bus, "{\"source\":[\"shop\"]}").target(target -> target.arn(lab.arn("sqs", Lab.name("none"))));
        assertThat(lab.put(entry(e -> e.eventBusName(bus))).failedEntryCount()).isZero();
    }
}
