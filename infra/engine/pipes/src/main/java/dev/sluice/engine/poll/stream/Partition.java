package dev.sluice.engine.poll.stream;

import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Records of one shard that are worked on strictly one batch after the other: the items whose keys fall to this partition. A pure
 * state machine; not thread-safe.
 *
 * <p>A batch that failed stays in front, whole or in pieces, until it is done or abandoned; only then does the position move
 * past it.
 */
final class Partition {

    private final StreamSettings settings;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Deque<Polled> pending = new ArrayDeque<>();
    private Instant since = Instant.MIN;
    private String done;
    private boolean running;
    private long bytes;

    /** @param done the position up to which everything is done; empty for none */
    Partition(StreamSettings settings, String done) {
        this.settings = settings;
        this.done = done;
    }

    void add(Polled record, Instant now) {
        if (pending.isEmpty()) {
            since = now;
        }
        pending.add(record);
        bytes += record.bytes();
    }

    /** The position up to which everything of this partition is done. */
    String done() {
        return done;
    }

    /** Records that the shard was read up to {@code position}: a partition without records has nothing left before it. */
    void readTo(String position) {
        if (isIdle()) {
            done = position;
        }
    }

    boolean isIdle() {
        return pending.isEmpty() && segments.isEmpty();
    }

    boolean isRunning() {
        return running;
    }

    int size() {
        return pending.size()
                + segments.stream().mapToInt(segment -> segment.items().size()).sum();
    }

    /** Bytes of the records that wait for a batch. */
    long bytes() {
        return bytes;
    }

    /** What to work on next, if there is anything and nothing is under way; it MUST be {@link #ended}. */
    Optional<Segment> next(Instant now) {
        if (running) {
            return Optional.empty();
        }
        if (segments.isEmpty() && isReady(now)) {
            segments.add(Segment.of(take()));
        }
        if (segments.isEmpty() || segments.element().notBefore().isAfter(now)) {
            return Optional.empty();
        }
        giveUpAged(now);
        running = true;
        return Optional.of(segments.element());
    }

    /** When {@link #next} may have something, if nothing else happens before. */
    Optional<Instant> wakeAt() {
        if (running || isIdle()) {
            return Optional.empty();
        }
        return Optional.of(
                segments.isEmpty()
                        ? since.plus(settings.window())
                        : segments.element().notBefore());
    }

    /** Why the batch in front does not pass, if it has failed often enough in a row not to be an accident. */
    Optional<String> problem() {
        return segments.isEmpty() ? Optional.empty() : segments.element().problem();
    }

    /** What {@link #next} gave out has ended so. */
    void ended(Outcome outcome, Instant now) {
        running = false;
        Segment segment = segments.remove();
        if (outcome instanceof Outcome.Done) {
            complete(segment.items());
        } else if (outcome instanceof Outcome.Failed failed) {
            failed(segment, failed.fault(), now);
        } else if (outcome instanceof Outcome.Partial partial) {
            partlyFailed(segment, partial, now);
        }
    }

    private boolean isReady(Instant now) {
        return pending.size() >= settings.batchSize()
                || bytes >= Polled.BATCH_BYTES
                || (!pending.isEmpty() && !since.plus(settings.window()).isAfter(now));
    }

    private List<Polled> take() {
        List<Polled> taken = new ArrayList<>();
        long size = 0;
        while (!pending.isEmpty() && taken.size() < settings.batchSize()) {
            size += pending.element().bytes();
            if (!taken.isEmpty() && size > Polled.BATCH_BYTES) {
                break;
            }
            bytes -= pending.element().bytes();
            taken.add(pending.remove());
        }
        return taken;
    }

    private void complete(List<Polled> items) {
        if (!items.isEmpty()) {
            done = items.get(items.size() - 1).position();
        }
    }

    private void giveUpAged(Instant now) {
        Segment head = segments.element();
        if (head.discard().isPresent()) {
            return;
        }
        Instant oldest = now.minus(settings.oldest());
        int aged = 0;
        while (aged < head.items().size() && head.items().get(aged).at().isBefore(oldest)) {
            aged++;
        }
        if (aged > 0) {
            segments.remove();
            if (aged < head.items().size()) {
                segments.addFirst(head.from(aged));
            }
            segments.addFirst(head.to(aged).discarded(Condition.RECORD_AGE_EXCEEDED, now));
        }
    }

    private void partlyFailed(Segment segment, Outcome.Partial partial, Instant now) {
        int first = 0;
        while (first < segment.items().size()
                && !partial.failed().contains(segment.items().get(first).id())) {
            first++;
        }
        if (first == segment.items().size()) {
            // An id that is not of this batch: nothing says what was done.
            failed(segment, partial.fault(), now);
            return;
        }
        complete(segment.items().subList(0, first));
        Segment rest = segment.from(first);
        if (first > 0 && settings.bisect()) {
            segments.addFirst(rest.fresh(partial.fault()));
        } else {
            failed(first > 0 ? rest.fresh(partial.fault()) : rest, partial.fault(), now);
        }
    }

    private void failed(Segment segment, Fault fault, Instant now) {
        if (segment.discard().isPresent() || !fault.counted()) {
            segments.addFirst(segment.again(fault, now));
        } else if (settings.bisect() && segment.items().size() > 1) {
            int half = segment.items().size() / 2;
            segments.addFirst(segment.from(half).fresh(fault));
            segments.addFirst(segment.to(half).fresh(fault));
        } else {
            Segment counted = segment.failed(fault, now);
            boolean exhausted = settings.retries().isPresent()
                    && counted.attempts() > settings.retries().getAsInt();
            segments.addFirst(exhausted ? counted.discarded(Condition.RETRY_ATTEMPTS_EXHAUSTED, now) : counted);
        }
    }
}
