package dev.sluice.engine.monitoring.alarm;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Summary;
import dev.sluice.engine.monitoring.data.Periods;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Judges every alarm each minute, by the minutes that are over. */
public final class AlarmClock implements AutoCloseable {

    /** Data points of the previous minute may still be arriving when a minute begins. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Kernel kernel;
    private final Alarms alarms;
    private Time.@Nullable Timer timer;
    private boolean closed;

    public AlarmClock(Kernel kernel, Alarms alarms) {
        this.kernel = kernel;
        this.alarms = alarms;
    }

    /** Begins, and goes on until closed. */
    public synchronized void start() {
        if (!closed) {
            Instant next = kernel.time().now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
            timer = kernel.time().at(next.plus(LATE), this::round);
        }
    }

    private void round() {
        Instant end = kernel.time().now().truncatedTo(ChronoUnit.MINUTES);
        for (Alarm alarm : alarms.all()) {
            try {
                judge(alarm, end);
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(AlarmClock.class).error("alarm {} could not be judged", alarm.name(), e);
            }
        }
        start();
    }

    private void judge(Alarm alarm, Instant end) {
        int range = alarm.evaluationPeriods() + Evaluation.LOOK_BACK;
        Instant from = end.minusSeconds((long) range * alarm.period());
        NavigableMap<Long, Summary> periods = Periods.of(
                kernel.metrics().of(alarm.account()), alarm.metric(), from, end, alarm.period(), end.getEpochSecond());
        List<Double> newest = periods.descendingMap().values().stream()
                .limit(alarm.evaluationPeriods())
                .map(alarm.statistic()::of)
                .toList();
        String verdict = Evaluation.judge(alarm, newest);
        if (!verdict.equals(alarm.state().value())) {
            alarms.state(alarm, verdict, Evaluation.reason(alarm, verdict, newest), "");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
