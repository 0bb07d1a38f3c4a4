package dev.sluice.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class JournalItemTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final String IN_30_DAYS =
            Long.toString(Instant.parse("2026-12-24T12:00:00Z").getEpochSecond());
    private static final Attempt ATTEMPT = new Attempt(
            new Attempt.Key("e-1", "ep_1#x", 7),
            Attempt.Status.RETRYING,
            "",
            "https://example.com/",
            Optional.of(503),
            "HTTP_503 unavailable",
            AT,
            12,
            Optional.of(AT.plusSeconds(5)),
            "busy");
    private static final Dispatch DISPATCH =
            new Dispatch("e-1", "blue", "order.placed", AT, List.of("ep_1"), Map.of("ep_2", "disabled"));

    @Test
    void anAttemptAndADispatchAreReadAsTheyWereWritten() {
        assertThat(JournalItem.attempt(JournalItem.of(ATTEMPT))).isEqualTo(ATTEMPT);
        assertThat(JournalItem.dispatch(JournalItem.of(DISPATCH))).isEqualTo(DISPATCH);
    }

    @Test
    void anEventsEntriesSortInTheOrderInWhichTheyHappen() {
        assertThat(JournalItem.of(admitted()).get("entry").s()).isEqualTo("0#admission");
        assertThat(JournalItem.of(DISPATCH).get("entry").s()).isEqualTo("1#dispatch");
        assertThat(JournalItem.of(ATTEMPT).get("entry").s()).isEqualTo("2#attempt#ep_1#x#007");
        assertThat(JournalItem.key(new Attempt.Key("e", "ep", 12)).get("entry").s())
                .isEqualTo("2#attempt#ep#012");
    }

    @Test
    void everyEntryIsKeptForThirtyDays() {
        assertThat(List.of(JournalItem.of(admitted()), JournalItem.of(DISPATCH), JournalItem.of(ATTEMPT)))
                .extracting(item -> item.get("expiresAt").n())
                .containsOnly(IN_30_DAYS);
    }

    @Test
    void aVerdictShowsWhoPublishedWhatAndWhyItWasRejected() {
        JournalEntry admitted = JournalEntry.of(JournalItem.of(admitted()));
        assertThat(admitted.isAdmission()).isTrue();
        assertThat(admitted.fields())
                .containsEntry("verdict", "admitted")
                .containsEntry("tenant", "blue")
                .containsEntry("account", "210987654321")
                .containsEntry("at", AT.toString())
                .doesNotContainKey("reason");
        JournalEntry rejected = JournalEntry.of(JournalItem.of(rejected()));
        assertThat(rejected.fields())
                .containsEntry("verdict", "rejected")
                .containsEntry("reason", "UNKNOWN_TYPE")
                .containsEntry("detail", "no such type")
                .containsEntry("source", "com.acme.crm")
                .containsEntry("type", "deal.lost");
    }

    @Test
    void theOperatorsViewOfAnAttemptAndADispatchHasAllThatWasWritten() {
        JournalEntry attempt = JournalEntry.of(JournalItem.of(ATTEMPT));
        assertThat(attempt.isAttempt()).isTrue();
        assertThat(attempt.attempt()).isEqualTo(ATTEMPT.key());
        assertThat(attempt.endpoint()).isEqualTo("ep_1#x");
        assertThat(attempt.field("httpStatus")).isEqualTo("503");
        assertThat(attempt.field("status")).isEqualTo("retrying");
        assertThat(attempt.field("absent")).isEmpty();
        JournalEntry dispatch = JournalEntry.of(JournalItem.of(DISPATCH));
        assertThat(dispatch.isDispatch()).isTrue();
        assertThat(dispatch.matched()).containsExactly("ep_1");
        assertThat(dispatch.skipped()).containsExactly(Map.entry("ep_2", "disabled"));
    }

    @Test
    void anEntryOfAnotherVersionIsShown() {
        JournalEntry entry = JournalEntry.of(Map.of(
                "id",
                AttributeValue.fromS("e"),
                "entry",
                AttributeValue.fromS("3#later"),
                "x",
                AttributeValue.fromN("1")));
        assertThat(entry.isAdmission() || entry.isDispatch() || entry.isAttempt())
                .isFalse();
        assertThat(entry.field("x")).isEqualTo("1");
    }

    @Test
    void aDamagedEntryIsAnErrorThatNamesWhatIsMissing() {
        Map<String, AttributeValue> damaged = new HashMap<>(JournalItem.of(ATTEMPT));
        damaged.remove("status");
        assertThatThrownBy(() -> JournalItem.attempt(damaged)).hasMessageContaining("status");
    }

    private static RecordedVerdict admitted() {
        return new RecordedVerdict(
                "e-1", "com.acme.crm", "deal.won", "210987654321", Optional.of("blue"), Optional.empty(), AT);
    }

    private static RecordedVerdict rejected() {
        return new RecordedVerdict(
                "e-1",
                "com.acme.crm",
                "deal.lost",
                "210987654321",
                Optional.empty(),
                Optional.of(new RecordedVerdict.Rejection("UNKNOWN_TYPE", "no such type")),
                AT);
    }
}
