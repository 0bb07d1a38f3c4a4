package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.attempt.Attempt;
import dev.sluice.engine.events.attempt.DeadLetters;
import dev.sluice.engine.events.attempt.Traces;
import dev.sluice.engine.events.lane.DeliveryTable;
import dev.sluice.engine.events.log.InvocationLog.Fault;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
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

    /** How long an attempt took. */
    private record Span(Instant begun, Instant end) {}

    private final Kernel kernel;
    private final DeliveryTable table;
    private final DeadLetters deadLetters;
    private final DeliveryMetrics metrics;
    private final DeliveryLog log;

    Results(Kernel kernel, DeliveryTable table, DeadLetters deadLetters, DeliveryMetrics metrics, DeliveryLog log) {
        this.kernel = kernel;
        this.table = table;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.log = log;
    }

    /**
     * Returns when it is on disk.
     *
     * @param target the target; empty if it is gone
     * @param begun when the attempt began
     * @param again receives each delivery that will be tried again
     */
    void put(
            Optional<Target> target,
            List<Delivery> deliveries,
            Attempt attempt,
            Instant begun,
            Consumer<Delivery> again) {
        Span span = new Span(begun, kernel.time().now());
        List<Result> results = new ArrayList<>(deliveries.size());
        for (Delivery delivery : deliveries) {
            results.add(result(target, delivery, attempt, span, again));
        }
        kernel.store().write(tx -> {
            attempt.enqueue().apply(tx);
            for (Result result : results) {
                result.apply(tx);
            }
            return true;
        });
        metrics.attempted(target, deliveries, attempt, span.end());
    }

    private Result result(
            Optional<Target> target, Delivery delivery, Attempt attempt, Span span, Consumer<Delivery> again) {
        if (attempt.outcome() instanceof Outcome.Retryable retryable && target.isPresent()) {
            return failed(target.get(), delivery, retryable, span, again);
        }
        if (attempt.outcome() instanceof Outcome.Refused refused) {
            Delivery last = attempt.made() ? delivery.failed(refused.code(), refused.message()) : delivery;
            Result gone = gone(target, last, refused.code(), refused.message(), Optional.empty(), span);
            return tx -> {
                if (attempt.made()) {
                    target.ifPresent(known -> tx.afterCommit(() -> log.refused(known, last, span.begun(), span.end())));
                }
                gone.apply(tx);
            };
        }
        return tx -> {
            table.remove(tx, delivery);
            kernel.trace().record(tx, Traces.success(target, delivery, span.end()));
            target.ifPresent(known -> tx.afterCommit(() -> log.delivered(known, delivery, span.begun(), span.end())));
        };
    }

    private Result failed(
            Target target, Delivery delivery, Outcome.Retryable failure, Span span, Consumer<Delivery> again) {
        Instant now = span.end();
        Delivery failed = delivery.failed(failure.code(), failure.message());
        Instant ingested = delivery.content().ingested();
        boolean stop = failure.retryAfter().filter(wait -> wait.isNegative()).isPresent();
        Optional<String> exhausted = target.retries().exhausted(failed.attempts(), ingested, now);
        if (stop || exhausted.isPresent()) {
            Result gone = gone(Optional.of(target), failed, failure.code(), failure.message(), exhausted, span);
            return tx -> {
                tx.afterCommit(() -> log.failed(target, failed, span.begun(), now));
                gone.apply(tx);
            };
        }
        Instant due = target.retries().next(failed.attempts(), ingested, now, failure.retryAfter(), kernel.ids());
        Delivery next = failed.again(due);
        return tx -> {
            table.replace(tx, delivery, next);
            kernel.trace().record(tx, Traces.retryable(target, failed, now));
            tx.afterCommit(() -> {
                log.failed(target, failed, span.begun(), now);
                again.accept(next);
            });
        };
    }

    private Result gone(
            Optional<Target> target,
            Delivery last,
            String code,
            String message,
            Optional<String> exhausted,
            Span span) {
        DeadLetters.Grave grave = deadLetters.prepare(target, last, code, message, exhausted, span.end());
        Fault fault = new Fault(code, message);
        boolean kept = grave.end() == DeadLetters.End.SENT;
        return tx -> {
            table.remove(tx, last);
            grave.enqueue().apply(tx);
            kernel.trace().record(tx, grave.record());
            tx.afterCommit(() -> {
                metrics.gone(target, grave);
                target.ifPresent(known -> log.gone(known, last, fault, kept, span.begun(), span.end()));
            });
        };
    }
}
