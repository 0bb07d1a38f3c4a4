package dev.sluice.tests.contracts.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.Span;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import dev.sluice.runtime.journal.AttemptFields;
import dev.sluice.runtime.journal.JournalStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {

    private static final Instant AT = ManualClock.START;

    private static EngineStack stack;

    private final String endpoint = "ep_" + UUID.randomUUID();
    private final Attempts attempts = new Attempts(stack.dynamoDb(), "journal");
    private final JournalStore journal = new JournalStore(stack.dynamoDb(), "journal");

    @BeforeAll
    static void start(@TempDir Path data) {
        stack = new EngineStack(data);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private Attempt attempt(String event, int number, int second, Status status, int code) {
        return new Attempt(
                new Attempt.Key(event + endpoint, endpoint, number),
                status,
                "",
                "https://a.example/",
                code == 0 ? Optional.empty() : Optional.of(code),
                "",
                AT.plusSeconds(second),
                5,
                status == Status.RETRYING ? Optional.of(AT.plusSeconds(second + 5)) : Optional.empty(),
                "answer");
    }

    private List<Integer> seconds(AttemptFilter filter, Span span, Optional<String> from, boolean ascending) {
        return attempts.list(endpoint, filter, span, from, ascending, 1_000, some -> some).stream()
                .map(attempt -> (int) (attempt.startedAt().getEpochSecond() - AT.getEpochSecond()))
                .toList();
    }

    private List<Integer> seconds(AttemptFilter filter) {
        return seconds(filter, Span.ALL, Optional.empty(), true);
    }

    @Test
    void anEndpointsAttemptsAreListedByTimeAndFiltered() {
        Attempt third = attempt("c", 1, 3, Status.DEAD_LETTERED, 410);
        journal.attempted(List.of(
                attempt("a", 1, 1, Status.RETRYING, 503),
                attempt("b", 1, 2, Status.DELIVERED, 204),
                third,
                attempt("a", 2, 4, Status.RETRYING, 0),
                attempt("a", 3, 5, Status.DELIVERED, 200),
                attempt("d", 1, 6, Status.SKIPPED, 0)));
        assertThat(seconds(AttemptFilter.ANY)).containsExactly(1, 2, 3, 4, 5);
        assertThat(seconds(delivered(true))).containsExactly(2, 5);
        assertThat(seconds(delivered(false))).containsExactly(1, 3, 4);
        assertThat(seconds(codes(500))).containsExactly(1);
        assertThat(seconds(codes(400))).containsExactly(3);
        assertThat(seconds(codes(200))).containsExactly(2, 5);
        assertThat(seconds(codes(0))).containsExactly(4);
        assertThat(seconds(new AttemptFilter(Optional.of(true), Optional.of(500))))
                .isEmpty();
        Optional<String> from = Optional.of(AttemptFields.sortKey(third));
        assertThat(seconds(AttemptFilter.ANY, Span.ALL, from, true)).containsExactly(4, 5);
        assertThat(seconds(AttemptFilter.ANY, Span.ALL, from, false)).containsExactly(2, 1);
        Span span = Span.between(AT.plusSeconds(2), AT.plusSeconds(4));
        assertThat(seconds(AttemptFilter.ANY, span, Optional.empty(), false)).containsExactly(3, 2);
        assertThat(attempts.delivered(endpoint, Span.ALL)).isEqualTo(2);
        assertThat(attempts.failed(endpoint, Span.ALL)).isEqualTo(3);
        assertThat(attempts.failed(endpoint, span)).isEqualTo(1);
    }

    private static AttemptFilter delivered(boolean wanted) {
        return new AttemptFilter(Optional.of(wanted), Optional.empty());
    }

    private static AttemptFilter codes(int wanted) {
        return new AttemptFilter(Optional.empty(), Optional.of(wanted));
    }

    @Test
    void aFewFailuresAreFoundAmongManySuccesses() {
        List<Attempt> many = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            many.add(attempt(
                    "e" + i, 1, i, i % 200 == 150 ? Status.RETRYING : Status.DELIVERED, i % 200 == 150 ? 500 : 200));
        }
        journal.attempted(many);
        assertThat(seconds(delivered(false))).containsExactly(150, 350);
        assertThat(attempts.list(
                        endpoint,
                        AttemptFilter.ANY,
                        Span.ALL,
                        Optional.empty(),
                        false,
                        3,
                        some -> some.stream()
                                .filter(attempt -> attempt.status() == Status.RETRYING)
                                .toList()))
                .extracting(attempt -> attempt.key().eventId())
                .containsExactly("e350" + endpoint, "e150" + endpoint);
    }

    @Test
    void anEventsAttemptsAreListedByTimeAndTheLatestAtEachEndpointIsKnown() {
        Attempt first = attempt("a", 1, 1, Status.RETRYING, 503);
        Attempt second = attempt("a", 2, 9, Status.DELIVERED, 200);
        Attempt other = attempt("b", 1, 3, Status.RETRYING, 503);
        journal.attempted(List.of(second, first, other));
        assertThat(attempts.of("a" + endpoint)).containsExactly(first, second);
        assertThat(attempts.of("no-such")).isEmpty();
        assertThat(attempts.latest(List.of(first, second, other))).containsExactly(second, other);
    }

    @Test
    void whatWasAnsweredIsExpungedAndTheRestStays() {
        Attempt plain = attempt("a", 1, 1, Status.RETRYING, 503);
        Attempt attempt = new Attempt(
                plain.key(),
                plain.status(),
                plain.reason(),
                plain.url(),
                plain.httpStatus(),
                plain.error(),
                plain.startedAt(),
                plain.durationMs(),
                plain.nextAt(),
                plain.response(),
                Attempt.Trigger.MANUAL,
                new Attempt.Wire("203.0.113.7", List.of(Map.entry("x", "1")), List.of(Map.entry("set-cookie", "a"))));
        journal.attempted(List.of(attempt));
        attempts.expunge(attempt);
        Attempt left = attempts.of("a" + endpoint).get(0);
        assertThat(left.response()).isEmpty();
        assertThat(left.wire().received()).isEmpty();
        assertThat(left.wire().sent()).hasSize(1);
        assertThat(left.httpStatus()).contains(503);
        assertThat(seconds(AttemptFilter.ANY)).containsExactly(1);
    }
}
