package dev.sluice.engine.sqs.disk;

import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Writes what receives changed, a quarter of a second late: a consumer that keeps up has deleted its messages by then, and
 * nothing needs to be written. A crash loses at most that much, which means a redelivery. Thread-safe.
 */
public final class Receipts {

    private static final Duration LATE = Duration.ofMillis(250);

    private final Disk disk;
    private final Time time;
    private final Function<Entry, Optional<Rows.Receipt>> snapshot;
    private final ConcurrentLinkedQueue<Entry> changed = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    public Receipts(Disk disk, Time time, Function<Entry, Optional<Rows.Receipt>> snapshot) {
        this.disk = disk;
        this.time = time;
        this.snapshot = snapshot;
    }

    public void changed(Entry entry) {
        changed.add(entry);
        if (scheduled.compareAndSet(false, true)) {
            time.at(time.now().plus(LATE), this::flush);
        }
    }

    private void flush() {
        scheduled.set(false);
        List<Rows.Receipt> receipts = drain();
        if (receipts.isEmpty()) {
            return;
        }
        try {
            disk.store().submitFreeing(tx -> write(tx, receipts));
        } catch (StoreBusyException e) {
            receipts.forEach(receipt -> changed(receipt.entry()));
        }
    }

    public void close() {
        List<Rows.Receipt> receipts = drain();
        if (!receipts.isEmpty()) {
            disk.store().free(tx -> write(tx, receipts));
        }
    }

    private boolean write(dev.sluice.engine.store.Tx tx, List<Rows.Receipt> receipts) throws SQLException {
        for (Rows.Receipt receipt : receipts) {
            disk.rows().save(tx, receipt);
        }
        return true;
    }

    private List<Rows.Receipt> drain() {
        List<Rows.Receipt> receipts = new ArrayList<>();
        for (Entry entry = changed.poll(); entry != null; entry = changed.poll()) {
            snapshot.apply(entry).ifPresent(receipts::add);
        }
        return receipts;
    }
}
