package dev.sluice.engine.events.delivery;

import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts down how attempts ended: off the table, due again, or among the dead letters; each with its trace, in one write. */
final class Results {

    /** What an attempt's end means for one delivery, ready to be written. */
    @FunctionalInterface
    private interface Result {
        void apply(Tx tx) throws SQLException;
    }

    private final Kernel kernel;
    private final DeliveryTable table;
    private final DeadLetters deadLetters;
    private final DeliveryMetrics metrics;

    Results(Kernel kernel, DeliveryTable table, DeadLetters deadLetters, DeliveryMetrics metrics) {
        this.kernel = kernel;
        this.table = table;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /**
     * Returns when it is on disk.
     *
     * @param target the target; empty if it is gone
     * @param again told of a delivery that will be tried again
     */
    void put(Optional<Target> target, List<Delivery> deliveries, Attempt attempt, Consumer<Delivery> again) {
        Instant now = kernel.time().now();
        List<Result> results = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            results.add(result(target, delivery, attempt, now, again));
        }
        kernel.store().write(tx -> {
            attempt.enqueue().apply(tx);
            for (Result result : results) {
                result.apply(tx);
            }
            return true;
        });
        metrics.attempted(target, deliveries, attempt, now);
    }

    private Result result(
            Optional<Target> target, Delivery delivery, Attempt attempt, Instant now, Consumer<Delivery> again) {
        if (attempt.outcome() instanceof Outcome.Retryable retryable && target.isPresent()) {
            return failed(target.get(), delivery, retryable, now, again);
        }
        if (attempt.outcome() instanceof Outcome.Refused refused) {
            Delivery last = attempt.made() ? delivery.failed(refused.code(), refused.message()) : delivery;
            return gone(target, last, refused.code(), refused.message(), Optional.empty(), now);
        }
        return tx -> {
            table.remove(tx, delivery);
            kernel.trace().record(tx, Traces.success(target, delivery, now));
        };
    }

    private Result failed(
            Target target, Delivery delivery, Outcome.Retryable failure, Instant now, Consumer<Delivery> again) {
        Delivery failed = delivery.failed(failure.code(), failure.message());
        Instant ingested = delivery.parcel().ingested();
        boolean stop = failure.retryAfter().filter(wait -> wait.isNegative()).isPresent();
        Optional<String> exhausted = target.retries().exhausted(failed.attempts(), ingested, now);
        if (stop || exhausted.isPresent()) {
            return gone(Optional.of(target), failed, failure.code(), failure.message(), exhausted, now);
        }
        Instant due = target.retries().next(failed.attempts(), ingested, now, failure.retryAfter(), kernel.ids());
        Delivery next = failed.again(due);
        return tx -> {
            table.replace(tx, delivery, next);
            kernel.trace().record(tx, Traces.retryable(target, failed, now));
            tx.afterCommit(() -> again.accept(next));
        };
    }

    private Result gone(
            Optional<Target> target,
            Delivery last,
            String code,
            String message,
            Optional<String> exhausted,
            Instant now) {
        DeadLetters.Grave grave = deadLetters.prepare(target, last, code, message, exhausted, now);
        return tx -> {
            table.remove(tx, last);
            grave.enqueue().apply(tx);
            kernel.trace().record(tx, grave.record());
            tx.afterCommit(() -> metrics.gone(target, grave));
        };
    }
}
