package dev.sluice.delivery.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store of answers does. */
public abstract class IdempotencyStoreContract {

    private final String key = UUID.randomUUID().toString();
    private static final Instant NOW = Instant.parse("2026-12-01T02:00:00Z");

    protected abstract IdempotencyStore store();

    private final IdempotencyStore store = store();

    private IdempotencyStore.Begun begin(Instant at) {
        return store.begin(key, at, at.plusSeconds(5));
    }

    @Test
    void aRequestBeginsOnceWhileItsLockLasts() {
        assertThat(begin(NOW).started()).isTrue();
        assertThat(begin(NOW.plusMillis(4_999)).started()).isFalse();
        assertThat(begin(NOW.plusMillis(4_999)).answer()).isEmpty();
        assertThat(store.begin(key + "2", NOW, NOW).started()).isTrue();
    }

    @Test
    void aLockThatHasEndedDoesNotHoldTheNextOneUp() {
        begin(NOW);
        assertThat(begin(NOW.plusSeconds(5)).started()).isTrue();
        assertThat(begin(NOW.plusSeconds(9)).started()).isFalse();
    }

    @Test
    void anAnswerIsKeptUntilItsEnd() {
        begin(NOW);
        Answered answer = new Answered(201, "{\"id\":\"app_1\"}", false);
        store.finish(key, answer, NOW.plus(Duration.ofHours(12)));
        assertThat(begin(NOW.plus(Duration.ofHours(11))).answer()).contains(answer);
        assertThat(begin(NOW.plus(Duration.ofHours(12))).started()).isTrue();
    }

    @Test
    void anAnswerWithoutABodyIsKept() {
        begin(NOW);
        store.finish(key, new Answered(204, "", false), NOW.plusSeconds(60));
        assertThat(begin(NOW.plusSeconds(1)).answer()).contains(new Answered(204, "", false));
    }

    @Test
    void whatWasAbandonedMayBeginAtOnce() {
        begin(NOW);
        store.abandon(key);
        assertThat(begin(NOW).started()).isTrue();
    }
}
