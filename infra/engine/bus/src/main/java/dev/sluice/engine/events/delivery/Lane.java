package dev.sluice.engine.events.delivery;

import dev.sluice.engine.events.attempt.Attempts;
import dev.sluice.engine.events.lane.Backlog;
import dev.sluice.engine.events.lane.Budget;
import dev.sluice.engine.events.lane.Fresh;
import dev.sluice.engine.events.lane.Late;
import dev.sluice.engine.events.lane.Workers;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries to one target, apart from those to all others: first attempts and later ones each have their own workers, so
 * that what fails does not hold up what is new. Thread-safe.
 */
final class Lane {

    private static final int MOST_FRESH = 16;
    private static final int MOST_LATE = 4;

    private volatile @Nullable Target target;
    private final Fresh fresh;
    private final Late late;
    private final Workers freshWorkers;
    private final Workers lateWorkers;

    Lane(String key, Optional<Target> target, Delivering delivering) {
        this.target = target.orElse(null);
        this.fresh = new Fresh(delivering.table(), key);
        this.late = new Late(delivering.table(), key, delivering.kernel().time(), this::wakeLate);
        int batch = target.map(Attempts::batch).orElse(1);
        this.freshWorkers = workers(delivering, fresh, MOST_FRESH, batch);
        this.lateWorkers = workers(delivering, late, MOST_LATE, batch);
    }

    private Workers workers(Delivering delivering, Backlog backlog, int most, int batch) {
        Budget budget = new Budget(most);
        return new Workers(
                delivering.threads(), backlog, budget, batch, new LaneWork(delivering, this, backlog, budget));
    }

    /** The target as it is now; empty if the rule or the target is gone. */
    Optional<Target> target() {
        return Optional.ofNullable(target);
    }

    void change(Optional<Target> now) {
        target = now.orElse(null);
    }

    /** Takes up what is on disk. */
    void start() {
        freshWorkers.wake();
        lateWorkers.wake();
    }

    /** A new delivery is on disk. */
    void arrived(Delivery delivery) {
        fresh.add(delivery);
        freshWorkers.wake();
    }

    /** A delivery on disk is to be tried again. */
    void again(Delivery delivery) {
        late.arm(delivery.due());
    }

    private void wakeLate() {
        lateWorkers.wake();
    }

    void close() {
        late.close();
    }
}
