package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.kernel.Signals;
import dev.sluice.engine.sqs.disk.Disk;
import dev.sluice.engine.sqs.disk.Receipts;
import dev.sluice.engine.sqs.disk.Rows;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The messages of one queue. Their order and visibility live in memory; the rows on disk are written when a message comes
 * and when it goes, and what a receive changes is written late ({@link Receipts}). Thread-safe.
 */
public final class Backlog {

    private static final int CHUNK = 500;

    private final long number;
    private final String arn;
    private final boolean fifo;
    private final int mostInFlight;
    private final Disk disk;
    private final Time time;
    private final Signals signals;
    private final Receipts receipts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Waiters waiters = new Waiters();
    private final Shelf shelf;
    private boolean closed;

    public Backlog(long number, String arn, boolean fifo, int mostInFlight, Disk disk, Time time, Signals signals) {
        this.number = number;
        this.arn = arn;
        this.fifo = fifo;
        this.mostInFlight = mostInFlight;
        this.disk = disk;
        this.time = time;
        this.signals = signals;
        this.receipts = new Receipts(disk, time, this::snapshot);
        this.shelf = new Shelf(fifo, disk, time, this::due);
    }

    public long number() {
        return number;
    }

    /** Puts a message within a write; it can be received after the commit. Answers its number. */
    public long put(Tx tx, Content content, String group, long sent, long visibleAt) throws SQLException {
        Entry entry = new Entry(disk.sequence().next(tx), group, sent, visibleAt, content);
        disk.rows().insert(tx, number, entry, content);
        tx.afterCommit(() -> add(entry));
        return entry.seq;
    }

    /** Puts a message with what is known of its receives on another queue. */
    public void put(Tx tx, Content content, Entry from, long sent) throws SQLException {
        Entry entry = new Entry(disk.sequence().next(tx), from.group, sent, sent, content);
        entry.receives = from.receives;
        entry.firstReceived = from.firstReceived;
        disk.rows().insert(tx, number, entry, content);
        disk.rows().save(tx, new Rows.Receipt(entry, entry.receives, entry.firstReceived, from.received, sent));
        tx.afterCommit(() -> add(entry));
    }

    /** Takes in a message that is on disk. */
    public void add(Entry entry) {
        boolean ready = locked(() -> {
            if (closed) {
                return false;
            }
            boolean now = shelf.add(entry, now());
            waiters.wake(now ? 1 : 0);
            shelf.hidden().schedule();
            return now;
        });
        signal(ready);
    }

    /** Takes ready messages now. The caller moves the dead ones, deletes the expired, or puts both {@link #back}. */
    public Taken take(Demand demand) {
        return locked(() -> {
            promote();
            Taken taken = new Taken(
                    new ArrayList<>(demand.most()),
                    new ArrayList<>(0),
                    new ArrayList<>(0),
                    shelf.hidden().inFlight() >= mostInFlight);
            while (!taken.full() && taken.given().size() < demand.most()) {
                List<Entry> some = shelf.take(demand.most() - taken.given().size());
                if (some.isEmpty()) {
                    break;
                }
                some.forEach(entry -> judge(entry, demand, taken));
            }
            if (!closed) {
                shelf.hidden().schedule();
            }
            return taken;
        });
    }

    private void judge(Entry entry, Demand demand, Taken taken) {
        long now = now();
        if (now - entry.sent >= demand.retention()) {
            shelf.leaving(entry);
            taken.expired().add(entry);
        } else if (demand.maxReceives() > 0 && entry.receives >= demand.maxReceives()) {
            shelf.leaving(entry);
            taken.dead().add(entry);
        } else {
            shelf.give(entry, now, now + demand.visibility()).ifPresent(given -> {
                taken.given().add(given);
                entry.heldInside = !demand.outlives();
                receipts.changed(entry);
            });
        }
    }

    /** Takes ready messages that are to go elsewhere. The caller reports the outcome with {@link #delete} or {@link #back}. */
    public List<Entry> leave(int most) {
        return locked(() -> {
            promote();
            List<Entry> taken = shelf.take(most);
            taken.forEach(shelf::leaving);
            return taken;
        });
    }

    /** Waits until something may have become ready or the deadline passes; false at once if the queue is closed. */
    public boolean await(Instant deadline) {
        CompletableFuture<Boolean> waiter;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (!time.now().isBefore(deadline) || shelf.any()) {
                return true;
            }
            waiter = waiters.add();
        } finally {
            lock.unlock();
        }
        Time.Timer end = time.at(deadline, () -> waiter.complete(true));
        waiter.join();
        end.cancel();
        return locked(() -> {
            waiters.remove(waiter);
            return true;
        });
    }

    /** The message of a number, wherever it is in its life; empty once it is gone. */
    public Optional<Entry> find(long seq) {
        return locked(() -> Optional.ofNullable(shelf.find(seq)));
    }

    /** Whether the message is in flight since its receive of this number. */
    public boolean inFlight(Entry entry, int receives) {
        return locked(
                () -> entry.state == Entry.State.IN_FLIGHT && entry.receives == receives && entry.visibleAt > now());
    }

    /**
     * Whether a receive's visibility timeout may be changed: of FIFO queues only the latest's and until it ends, of standard
     * queues until the message is gone.
     */
    public boolean mayHide(Entry entry, int receives) {
        return fifo
                ? inFlight(entry, receives)
                : locked(() -> entry.state == Entry.State.IN_FLIGHT || receivedAndReady(entry));
    }

    private boolean receivedAndReady(Entry entry) {
        return !fifo && entry.state == Entry.State.READY && entry.receives > 0;
    }

    /** How often the message has been received. */
    public int receives(Entry entry) {
        return locked(() -> entry.receives);
    }

    /** When the message was last received, in epoch milliseconds. */
    public long received(Entry entry) {
        return locked(() -> entry.received);
    }

    /** Deletes within a write. */
    public void delete(Tx tx, Entry entry) throws SQLException {
        disk.rows().delete(tx, entry);
        tx.afterCommit(() -> gone(entry));
    }

    private void gone(Entry entry) {
        boolean unblocked = locked(() -> {
            boolean follower = shelf.remove(entry) && fifo && shelf.any();
            waiters.wake(follower ? 1 : 0);
            return follower;
        });
        signal(unblocked);
    }

    /** A message could not leave: it is ready again. */
    public void back(Entry entry) {
        signal(locked(() -> {
            boolean ready = shelf.back(entry);
            waiters.wake(ready ? 1 : 0);
            return ready;
        }));
    }

    /** Changes within a write when a message in flight becomes visible. */
    public void visible(Tx tx, Entry entry, int receives, long at) throws SQLException {
        disk.rows().save(tx, new Rows.Receipt(entry, receives, entry.firstReceived, entry.received, at));
        tx.afterCommit(() -> visible(entry, receives, at));
    }

    /** Changes when a message in flight becomes visible; lost at a crash, unlike the change within a write. */
    public void visible(Entry entry, int receives, long at) {
        signal(locked(() -> {
            if (entry.receives != receives) {
                return false;
            }
            if (entry.state == Entry.State.IN_FLIGHT) {
                shelf.hide(entry, at);
            } else if (receivedAndReady(entry)) {
                shelf.hideAgain(entry, at);
            } else {
                return false;
            }
            boolean ready = promote() > 0;
            shelf.hidden().schedule();
            return ready;
        }));
    }

    /** The content of a message that is taken; empty if its row is gone. */
    public Optional<Content> content(Entry entry) {
        Content content = entry.content;
        return content == null ? disk.rows().content(entry) : Optional.of(content);
    }

    /** Forgets all messages up to a number; their rows are deleted behind the clients' writes. */
    public void clear(long upTo) {
        disk.discard(locked(() -> shelf.clear(upTo)));
    }

    /** Drops ready messages that are older than the retention, in milliseconds. */
    public void expire(long retention) {
        List<Entry> expired = locked(() -> shelf.expired(now() - retention));
        for (int from = 0; from < expired.size(); from += CHUNK) {
            List<Entry> some = expired.subList(from, Math.min(from + CHUNK, expired.size()));
            disk.store().submitFreeing(tx -> {
                for (Entry entry : some) {
                    delete(tx, entry);
                }
                return true;
            });
        }
    }

    public Counts counts() {
        return locked(() -> {
            promote();
            return shelf.counts();
        });
    }

    /** When the oldest message was sent, in epoch milliseconds; empty if there is none. */
    public OptionalLong oldest() {
        return locked(shelf::oldest);
    }

    /** Ends long polls and timers, and writes what is not written yet. */
    public void close() {
        locked(() -> {
            closed = true;
            waiters.wakeAll();
            shelf.hidden().cancel();
            return true;
        });
        receipts.close();
    }

    private int promote() {
        int ready = shelf.promote(now());
        waiters.wake(ready);
        return ready;
    }

    private void due() {
        signal(locked(() -> {
            shelf.hidden().rung();
            boolean ready = promote() > 0;
            if (!closed) {
                shelf.hidden().schedule();
            }
            return ready;
        }));
    }

    /** A receiver in this process ends with it: at the next start it is as if it had not received the message. */
    private Optional<Rows.Receipt> snapshot(Entry entry) {
        return locked(() -> entry.state == Entry.State.GONE
                ? Optional.empty()
                : Optional.of(new Rows.Receipt(
                        entry,
                        entry.heldInside && entry.state == Entry.State.IN_FLIGHT ? entry.receives - 1 : entry.receives,
                        entry.firstReceived,
                        entry.received,
                        entry.heldInside ? entry.received : entry.visibleAt)));
    }

    private void signal(boolean ready) {
        if (ready) {
            signals.signal(arn);
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return time.now().toEpochMilli();
    }
}
