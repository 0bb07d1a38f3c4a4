package dev.sluice.delivery.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import dev.sluice.runtime.journal.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every journal must do. */
public abstract class JournalContract {

    private final String id = UUID.randomUUID().toString();

    protected abstract Journal journal();

    @Test
    void aDispatchIsReadAsItWasWritten() {
        Dispatch dispatch = new Dispatch(
                id, "blue", "a.b", ManualClock.START, List.of("ep_2", "ep_1"), Map.of("ep_3", "on holiday"));
        journal().dispatched(List.of(dispatch), List.of());
        assertThat(journal().dispatches(List.of(id, "another-" + id))).isEqualTo(Map.of(id, dispatch));
    }

    @Test
    void anAttemptIsReadAsItWasWrittenAndTheLastWriteCounts() {
        Attempt delivered = attempt("ep_1", 1, Status.DELIVERED);
        journal().attempted(List.of(attempt("ep_1", 1, Status.RETRYING)));
        journal().attempted(List.of(delivered));
        Attempt.Key missing = new Attempt.Key(id, "ep_1", 2);
        assertThat(journal().attempts(List.of(delivered.key(), missing, missing)))
                .isEqualTo(Map.of(delivered.key(), delivered));
    }

    @Test
    void whatWentOverTheWireIsReadAsItWasWritten() {
        Attempt plain = attempt("ep_1", 1, Status.DELIVERED);
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
                new Attempt.Wire(
                        "203.0.113.7",
                        List.of(Map.entry("x-a", "1"), Map.entry("authorization", "")),
                        List.of(Map.entry("set-cookie", "a=\"1\""), Map.entry("set-cookie", "b=\u00fc"))));
        journal().attempted(List.of(attempt));
        assertThat(journal().attempts(List.of(attempt.key()))).containsValue(attempt);
    }

    @Test
    void manyAttemptsAreWrittenAndReadAtOnce() {
        List<Attempt> many = new ArrayList<>();
        for (int i = 1; i <= 120; i++) {
            many.add(attempt("ep_1", i, Status.RETRYING));
        }
        journal().attempted(many);
        assertThat(journal().attempts(many.stream().map(Attempt::key).toList())).hasSize(120);
    }

    @Test
    void theLastAttemptAtEachEndpointIsKnown() {
        journal()
                .attempted(List.of(
                        attempt("ep_1", 9, Status.RETRYING),
                        attempt("ep_1", 10, Status.RETRYING),
                        attempt("ep_2", 1, Status.SKIPPED)));
        assertThat(journal().lastAttempts(id)).isEqualTo(Map.of("ep_1", 10, "ep_2", 1));
        assertThat(journal().lastAttempts("another-" + id)).isEmpty();
    }

    @Test
    void nothingIsWrittenOfNothing() {
        journal().dispatched(List.of(), List.of());
        journal().attempted(List.of());
        assertThat(journal().attempts(List.of())).isEmpty();
    }

    private Attempt attempt(String endpoint, int number, Status status) {
        boolean delivered = status == Status.DELIVERED;
        return new Attempt(
                new Attempt.Key(id, endpoint, number),
                status,
                "",
                "https://a.example/",
                delivered ? Optional.of(204) : Optional.empty(),
                delivered ? "" : "TIMEOUT",
                ManualClock.START,
                17,
                delivered ? Optional.empty() : Optional.of(ManualClock.START.plusSeconds(5)),
                "grüße");
    }
}
