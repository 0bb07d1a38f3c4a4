package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.attempt.Attempt;
import dev.sluice.engine.events.lane.Backlog;
import dev.sluice.engine.events.lane.Budget;
import dev.sluice.engine.events.lane.Workers;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Outcome;
import dev.sluice.engine.events.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries the deliveries of one lane and puts down how that ended. */
final class LaneWork implements Workers.Work {

    private static final Logger LOG = LoggerFactory.getLogger(LaneWork.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Delivering delivering;
    private final Lane lane;
    private final Backlog backlog;
    private final Budget budget;

    LaneWork(Delivering delivering, Lane lane, Backlog backlog, Budget budget) {
        this.delivering = delivering;
        this.lane = lane;
        this.backlog = backlog;
        this.budget = budget;
    }

    @Override
    public Duration delay(List<Delivery> deliveries) {
        Optional<Target> target = lane.target();
        Duration wait = target.map(delivering.attempts()::delay).orElse(Duration.ZERO);
        if (!wait.isZero()) {
            target.ifPresent(known -> {
                delivering.metrics().throttled(known);
                delivering.log().throttled(known, deliveries, now());
            });
        }
        return wait;
    }

    @Override
    public void attempt(List<Delivery> deliveries) {
        Optional<Target> target = lane.target();
        Instant begun = now();
        target.ifPresent(known -> delivering.log().begun(known, deliveries, begun));
        Attempt attempt = target.isEmpty()
                ? Attempt.none(Outcome.refused("NO_RESOURCE", "The rule or its target no longer exists."))
                : delivering.attempts().make(target.get(), deliveries);
        if (deliveries.size() > 1 && attempt.outcome() instanceof Outcome.Refused) {
            deliveries.forEach(delivery -> attempt(List.of(delivery)));
            return;
        }
        if (attempt.outcome() instanceof Outcome.Delivered) {
            budget.succeeded();
        } else if (attempt.outcome() instanceof Outcome.Retryable) {
            budget.failed();
        }
        put(target, deliveries, attempt, begun);
    }

    private Instant now() {
        return delivering.kernel().time().now();
    }

    /** What would have been delivered with the result was not, and can be prepared only once. */
    private void again(Optional<Target> target, List<Delivery> deliveries, Attempt attempt, Instant begun) {
        if (attempt.isPrepared()) {
            attempt(deliveries);
        } else {
            put(target, deliveries, attempt, begun);
        }
    }

    /** Until it is on disk: were it forgotten here, the deliveries would rest until the next start. */
    private void put(Optional<Target> target, List<Delivery> deliveries, Attempt attempt, Instant begun) {
        try {
            delivering.results().put(target, deliveries, attempt, begun, lane::again);
            backlog.done(deliveries);
        } catch (RuntimeException e) {
            LOG.warn("the result of {} deliveries is not on disk yet", deliveries.size(), e);
            delivering.threads().later(PAUSE, () -> again(target, deliveries, attempt, begun));
        }
    }
}
