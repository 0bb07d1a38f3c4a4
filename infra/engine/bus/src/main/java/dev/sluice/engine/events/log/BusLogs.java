package dev.sluice.engine.events.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.bus.LogConfig;
import dev.sluice.engine.events.bus.LogLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The logs of all buses. Records wait in memory for the thread that delivers them; when there are too many, the newest are
 * dropped, for AWS too promises best effort only. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-logs.html">Bus logs</a>
 */
public final class BusLogs implements AutoCloseable {

    /** Where records go. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Delivers records to all that want them.
         *
         * @param bus the ARN of the bus
         * @param logType such as {@code INFO_LOGS}
         */
        void deliver(String bus, String logType, List<Line> lines);
    }

    /** One record as it is delivered. */
    public record Line(Instant at, String text) {}

    private record Entry(BusKey bus, Step step, Instant at, int chars, Supplier<ObjectNode> record) {}

    private static final Logger LOG = LoggerFactory.getLogger(BusLogs.class);
    private static final int MOST_WAITING = 20_000;
    private static final long MOST_CHARS = 32L << 20;
    private static final int BATCH = 500;

    private final Buses buses;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread thread;
    private volatile Sink sink = (bus, logType, lines) -> {};

    public BusLogs(Buses buses) {
        this.buses = buses;
        this.thread = new Thread(this::run, "bus-logs");
        thread.setDaemon(true);
    }

    public void to(Sink receiver) {
        sink = receiver;
    }

    public void start() {
        thread.start();
    }

    /** Whether the bus logs anything at all. */
    public boolean isOn(BusKey bus) {
        return buses.logging(bus).level() != LogLevel.OFF;
    }

    /**
     * Logs a step if the bus wants it.
     *
     * @param chars about how much memory the record's parts hold
     * @param record made later, on the logs' own thread
     */
    public void add(BusKey bus, Step step, Instant at, int chars, Supplier<ObjectNode> record) {
        if (!buses.logging(bus).has(step.level())) {
            return;
        }
        if (held.addAndGet(chars) > MOST_CHARS || !waiting.offer(new Entry(bus, step, at, chars, record))) {
            held.addAndGet(-chars);
            dropped.incrementAndGet();
        }
    }

    private void run() {
        List<Entry> batch = new ArrayList<>(BATCH);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.add(waiting.take());
                waiting.drainTo(batch, BATCH - 1);
                deliver(batch);
                held.addAndGet(-batch.stream().mapToLong(Entry::chars).sum());
                batch.clear();
                long lost = dropped.getAndSet(0);
                if (lost > 0) {
                    LOG.warn("{} records of bus logs were dropped: more than {} were waiting", lost, MOST_WAITING);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Entry> batch) {
        Map<BusKey, Map<LogLevel, List<Line>>> sorted = new LinkedHashMap<>();
        for (Entry entry : batch) {
            try {
                sorted.computeIfAbsent(entry.bus(), bus -> new EnumMap<>(LogLevel.class))
                        .computeIfAbsent(entry.step().level(), level -> new ArrayList<>())
                        .add(line(entry));
            } catch (RuntimeException e) {
                LOG.warn(
                        "a record of the log of {} cannot be written",
                        entry.bus().arn(),
                        e);
            }
        }
        sorted.forEach((bus, levels) -> levels.forEach((level, lines) -> {
            try {
                sink.deliver(bus.arn(), level.logType(), lines);
            } catch (RuntimeException e) {
                LOG.warn("{} records of the log of {} are lost: {}", lines.size(), bus.arn(), e.getMessage());
            }
        }));
    }

    private Line line(Entry entry) {
        LogConfig config = buses.logging(entry.bus());
        return new Line(entry.at(), LogRecord.text(entry.bus(), entry.step(), entry.at(), config, entry.record()));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
