package dev.sluice.engine.sqs.backlog;

import dev.sluice.engine.aws.Signals;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one queue. Their order and visibility live in memory; the rows on disk are written when a message comes
 * and when it goes, and what a receive changes is written late ({@link Receipts}). Thread-safe.
 */
public final class Backlog {

    /** AWS: 120,000 for standard queues, and for FIFO queues since November 2024. */
    public static final int MOST_IN_FLIGHT = 120_000;

    private final long number;
    private final String arn;
    private final Disk disk;
    private final Time time;
    private final Signals signals;
    private final Receipts receipts;
    private final boolean fifo;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Entry> bySeq = new HashMap<>();
    private final Deque<CompletableFuture<Boolean>> waiters = new ArrayDeque<>();
    private Heap<Entry> hidden = new Heap<>((a, b) -> Long.compare(a.visibleAt, b.visibleAt));
    private Order order;
    private int delayed;
    private int inFlight;
    private int leaving;
    private long oldest = Long.MAX_VALUE;
    private Time.@Nullable Timer timer;
    private long timerAt = Long.MAX_VALUE;
    private boolean closed;

    public Backlog(long number, String arn, boolean fifo, Disk disk, Time time, Signals signals) {
        this.number = number;
        this.arn = arn;
        this.fifo = fifo;
        this.disk = disk;
        this.time = time;
        this.signals = signals;
        this.receipts = new Receipts(disk, time, this::snapshot);
        this.order = order();
    }

    private Order order() {
        return fifo ? new GroupOrder() : new FairOrder();
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

    /** Puts a message with what was known of its receives elsewhere. */
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
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Content content = entry.content;
            if (content != null && !disk.keep(content)) {
                entry.content = null;
            }
            bySeq.put(entry.seq, entry);
            oldest = Math.min(oldest, entry.sent);
            if (entry.visibleAt > now()) {
                boolean received = entry.received > 0;
                entry.state = received ? Entry.State.IN_FLIGHT : Entry.State.DELAYED;
                count(entry.state, 1);
                hidden.add(entry);
                order.arrived(entry);
                schedule();
                return;
            }
            order.arrived(entry);
            wake(1);
        } finally {
            lock.unlock();
        }
        signals.signal(arn);
    }

    /** Takes ready messages now. The caller moves the dead ones, deletes the expired, and tells the outcome with {@link #gone} or {@link #back}. */
    public Taken take(Demand demand) {
        lock.lock();
        try {
            promote();
            List<Given> given = new ArrayList<>(demand.most());
            List<Entry> dead = new ArrayList<>(0);
            List<Entry> expired = new ArrayList<>(0);
            if (inFlight >= MOST_IN_FLIGHT) {
                return new Taken(given, dead, expired, true);
            }
            long now = now();
            while (given.size() < demand.most()) {
                List<Entry> taken = order.take(demand.most() - given.size());
                if (taken.isEmpty()) {
                    break;
                }
                for (Entry entry : taken) {
                    judge(entry, demand, now, given, dead, expired);
                }
            }
            schedule();
            return new Taken(given, dead, expired, false);
        } finally {
            lock.unlock();
        }
    }

    private void judge(Entry entry, Demand demand, long now, List<Given> given, List<Entry> dead, List<Entry> expired) {
        if (now - entry.sent >= demand.retention()) {
            leaving(entry);
            expired.add(entry);
            return;
        }
        if (demand.maxReceives() > 0 && entry.receives >= demand.maxReceives()) {
            leaving(entry);
            dead.add(entry);
            return;
        }
        Content content = entry.content;
        entry.visibleAt = now + demand.visibility();
        hidden.add(entry);
        count(Entry.State.IN_FLIGHT, 1);
        if (content == null) {
            // The lock is held while the disk is read: only backlogs too large for memory come here.
            Optional<Content> stored = disk.rows().content(entry);
            if (stored.isEmpty()) {
                return;
            }
            content = stored.get();
        }
        entry.receives++;
        entry.received = now;
        entry.firstReceived = entry.firstReceived == 0 ? now : entry.firstReceived;
        given.add(new Given(entry, content, entry.receives, entry.firstReceived));
        receipts.changed(entry);
    }

    private void leaving(Entry entry) {
        entry.state = Entry.State.LEAVING;
        leaving++;
    }

    /** Waits until something may have become ready or the deadline passes; false at once if the queue is closed. */
    public boolean await(Instant deadline) {
        CompletableFuture<Boolean> waiter = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            if (!time.now().isBefore(deadline) || order.any()) {
                return true;
            }
            waiters.add(waiter);
        } finally {
            lock.unlock();
        }
        Time.Timer end = time.at(deadline, () -> waiter.complete(true));
        waiter.join();
        end.cancel();
        lock.lock();
        try {
            waiters.remove(waiter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The message of a number, wherever it is in its life; empty once it is gone. */
    public Optional<Entry> find(long seq) {
        lock.lock();
        try {
            return Optional.ofNullable(bySeq.get(seq));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the message is in flight since its receive of this number. */
    public boolean inFlight(Entry entry, int receives) {
        lock.lock();
        try {
            return entry.state == Entry.State.IN_FLIGHT && entry.receives == receives && entry.visibleAt > now();
        } finally {
            lock.unlock();
        }
    }

    /** When the message was last received, in epoch milliseconds. */
    public long received(Entry entry) {
        lock.lock();
        try {
            return entry.received;
        } finally {
            lock.unlock();
        }
    }

    /** Deletes within a write. */
    public void delete(Tx tx, Entry entry) throws SQLException {
        disk.rows().delete(tx, entry);
        tx.afterCommit(() -> gone(entry));
    }

    /** Changes within a write when a message in flight becomes visible. */
    public void visible(Tx tx, Entry entry, int receives, long at) throws SQLException {
        disk.rows().save(tx, new Rows.Receipt(entry, receives, entry.firstReceived, entry.received, at));
        tx.afterCommit(() -> visible(entry, receives, at));
    }

    private void visible(Entry entry, int receives, long at) {
        boolean ready = false;
        lock.lock();
        try {
            if (entry.state == Entry.State.IN_FLIGHT && entry.receives == receives) {
                hidden.remove(entry);
                entry.visibleAt = at;
                hidden.add(entry);
                ready = promote() > 0;
                schedule();
            }
        } finally {
            lock.unlock();
        }
        if (ready) {
            signals.signal(arn);
        }
    }

    /** A message has left, on disk too. */
    public void gone(Entry entry) {
        lock.lock();
        try {
            Entry.State state = entry.state;
            if (state == Entry.State.GONE) {
                return;
            }
            if (state == Entry.State.LEAVING) {
                leaving--;
                state = Entry.State.IN_FLIGHT;
            } else if (state != Entry.State.READY) {
                hidden.remove(entry);
                count(state, -1);
            }
            entry.state = Entry.State.GONE;
            order.left(entry, state);
            bySeq.remove(entry.seq);
            forget(entry);
            if (fifo) {
                wake(1);
            }
        } finally {
            lock.unlock();
        }
        if (fifo) {
            signals.signal(arn);
        }
    }

    /** A message could not leave: it is ready again. */
    public void back(Entry entry) {
        lock.lock();
        try {
            if (entry.state == Entry.State.LEAVING) {
                leaving--;
                entry.state = Entry.State.IN_FLIGHT;
                order.readied(entry);
                wake(1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The content of a message that is taken; empty if its row is gone. */
    public Optional<Content> content(Entry entry) {
        Content content = entry.content;
        return content == null ? disk.rows().content(entry) : Optional.of(content);
    }

    /** Forgets all messages up to a number; their rows are deleted behind the clients' writes. */
    public void clear(long upTo) {
        List<Long> numbers = new ArrayList<>();
        lock.lock();
        try {
            List<Entry> kept = new ArrayList<>();
            for (Entry entry : bySeq.values()) {
                if (entry.seq > upTo) {
                    kept.add(entry);
                    Content content = entry.content;
                    if (content != null) {
                        disk.forget(content);
                    }
                } else {
                    numbers.add(entry.seq);
                    entry.state = Entry.State.GONE;
                    forget(entry);
                }
            }
            bySeq.clear();
            hidden = new Heap<>((a, b) -> Long.compare(a.visibleAt, b.visibleAt));
            order = order();
            delayed = 0;
            inFlight = 0;
            leaving = 0;
            oldest = Long.MAX_VALUE;
            for (Entry entry : kept) {
                entry.slot = Slotted.NOWHERE;
                entry.state = Entry.State.READY;
                add(entry);
            }
        } finally {
            lock.unlock();
        }
        disk.discard(numbers);
    }

    /** Drops what is older than the retention, in milliseconds. */
    public void expire(long retention) {
        List<Entry> expired = new ArrayList<>();
        lock.lock();
        try {
            long last = now() - retention;
            if (oldest > last) {
                return;
            }
            oldest = Long.MAX_VALUE;
            for (Entry entry : bySeq.values()) {
                if (entry.sent <= last && entry.state == Entry.State.READY) {
                    expired.add(entry);
                } else {
                    oldest = Math.min(oldest, entry.sent);
                }
            }
        } finally {
            lock.unlock();
        }
        for (int from = 0; from < expired.size(); from += 500) {
            List<Entry> some = expired.subList(from, Math.min(from + 500, expired.size()));
            disk.store().submit(tx -> {
                for (Entry entry : some) {
                    delete(tx, entry);
                }
                return true;
            });
        }
    }

    public Counts counts() {
        lock.lock();
        try {
            promote();
            return new Counts(ready(), inFlight, delayed);
        } finally {
            lock.unlock();
        }
    }

    /** When the oldest message was sent, in epoch milliseconds; empty if there is none. */
    public OptionalLong oldest() {
        lock.lock();
        try {
            return bySeq.values().stream().mapToLong(entry -> entry.sent).min();
        } finally {
            lock.unlock();
        }
    }

    /** Ends long polls and timers, and writes what is not written yet. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake(waiters.size());
            if (timer != null) {
                timer.cancel();
            }
        } finally {
            lock.unlock();
        }
        receipts.close();
    }

    private int ready() {
        return bySeq.size() - hidden.size() - leaving;
    }

    private void forget(Entry entry) {
        Content content = entry.content;
        if (content != null) {
            disk.forget(content);
            entry.content = null;
        }
    }

    /** Makes visible what is due. */
    private int promote() {
        long now = now();
        int ready = 0;
        for (Entry first = hidden.first(); first != null && first.visibleAt <= now; first = hidden.first()) {
            hidden.remove(first);
            count(first.state, -1);
            order.readied(first);
            ready++;
        }
        wake(ready);
        return ready;
    }

    private void count(Entry.State state, int by) {
        if (state == Entry.State.DELAYED) {
            delayed += by;
        } else if (state == Entry.State.IN_FLIGHT) {
            inFlight += by;
        }
    }

    private void wake(int most) {
        for (int i = 0; i < most && !waiters.isEmpty(); i++) {
            waiters.remove().complete(true);
        }
    }

    /** One timer, for whatever becomes visible first. */
    private void schedule() {
        Entry first = hidden.first();
        if (closed || first == null || first.visibleAt >= timerAt) {
            return;
        }
        if (timer != null) {
            timer.cancel();
        }
        timerAt = first.visibleAt;
        timer = time.at(Instant.ofEpochMilli(timerAt), this::due);
    }

    private void due() {
        boolean ready;
        lock.lock();
        try {
            timerAt = Long.MAX_VALUE;
            timer = null;
            ready = promote() > 0;
            schedule();
        } finally {
            lock.unlock();
        }
        if (ready) {
            signals.signal(arn);
        }
    }

    private Optional<Rows.Receipt> snapshot(Entry entry) {
        lock.lock();
        try {
            return entry.state == Entry.State.GONE
                    ? Optional.empty()
                    : Optional.of(new Rows.Receipt(
                            entry, entry.receives, entry.firstReceived, entry.received, entry.visibleAt));
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return time.now().toEpochMilli();
    }
}
