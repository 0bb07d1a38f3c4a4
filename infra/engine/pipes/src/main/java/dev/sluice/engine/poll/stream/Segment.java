package dev.sluice.engine.poll.stream;

import dev.sluice.engine.poll.Backoff;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Polled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch, or what is left of one.
 *
 * @param attempts failures that count
 * @param tries failures in a row of any kind, which make the wait longer
 * @param notBefore when it may be tried again
 * @param discard why it is to be abandoned
 * @param fault the last failure
 */
record Segment(
        List<Polled> items,
        int attempts,
        int tries,
        Instant notBefore,
        Optional<Condition> discard,
        Optional<Fault> fault) {

    /** As many failures in a row take six seconds. */
    private static final int PERSISTENT = 5;

    static Segment of(List<Polled> items) {
        return new Segment(List.copyOf(items), 0, 0, Instant.MIN, Optional.empty(), Optional.empty());
    }

    Batch batch(String shard) {
        return new Batch(items, shard, attempts, fault);
    }

    /** Whether the stream has dropped all of it, so that a pointer to it leads nowhere. */
    boolean hasExpired(Instant now) {
        Instant oldest = now.minus(StreamSettings.RETENTION);
        return items.stream().allMatch(item -> item.at().isBefore(oldest));
    }

    Optional<String> problem() {
        if (tries == 0 || (discard.isEmpty() && tries < PERSISTENT)) {
            return Optional.empty();
        }
        String records = items.size() == 1 ? "A record" : "A batch of " + items.size() + " records";
        return fault.map(why -> discard.isPresent()
                ? records + " that failed cannot be put where failed records go, and those behind it wait: "
                        + why.message()
                : records + " failed " + tries + " times in a row, and those behind it wait: " + why.message());
    }

    Segment from(int index) {
        return with(items.subList(index, items.size()));
    }

    Segment to(int index) {
        return with(items.subList(0, index));
    }

    private Segment with(List<Polled> some) {
        return new Segment(List.copyOf(some), attempts, tries, notBefore, discard, fault);
    }

    /** A smaller piece, to be tried at once with all its attempts. */
    Segment fresh(Fault why) {
        return new Segment(items, 0, 0, Instant.MIN, Optional.empty(), Optional.of(why));
    }

    /** To be tried again later, not counted. */
    Segment again(Fault why, Instant now) {
        return new Segment(items, attempts, tries + 1, now.plus(Backoff.after(tries + 1)), discard, Optional.of(why));
    }

    /** To be tried again later, counted. */
    Segment failed(Fault why, Instant now) {
        return new Segment(
                items, attempts + 1, tries + 1, now.plus(Backoff.after(tries + 1)), discard, Optional.of(why));
    }

    Segment discarded(Condition condition, Instant now) {
        return new Segment(items, attempts, 0, now, Optional.of(condition), fault);
    }
}
