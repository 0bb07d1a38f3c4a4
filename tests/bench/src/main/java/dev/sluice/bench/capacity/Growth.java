package dev.sluice.bench.capacity;

import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Heap;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

/** Memory and files of a system, looked at again and again while it works. */
final class Growth {

    /**
     * One look.
     *
     * @param seconds since the first one
     * @param events delivered until now
     */
    record Look(double seconds, long events, double heapMegabytes, double residentMegabytes, double fileMegabytes) {}

    private static final double PER_EVENTS = 100_000;

    private final List<Look> looks;

    Growth(List<Look> looks) {
        this.looks = looks;
    }

    /** Looks every so often until the load is over. */
    static Growth watch(Subject subject, Heap heap, Tally tally, Duration every, Future<?> load) {
        List<Look> looks = new ArrayList<>();
        long begin = System.nanoTime();
        while (!load.isDone()) {
            Waiting.until(load::isDone, every);
            looks.add(new Look(
                    (System.nanoTime() - begin) / 1e9,
                    tally.distinct(),
                    heap.used() / 1e6,
                    subject.usage().residentBytes() / 1e6,
                    subject.storedBytes() / 1e6));
        }
        return new Growth(looks);
    }

    Result into(Result result) {
        return result.add("heap after collection, at a quarter", at(0.25).heapMegabytes(), "MB")
                .add("heap after collection, at the end", at(1).heapMegabytes(), "MB")
                .add("heap grows by 100,000 events", slope(Look::heapMegabytes) * PER_EVENTS, "MB")
                .add("resident memory, at a quarter", at(0.25).residentMegabytes(), "MB")
                .add("resident memory, at the end", at(1).residentMegabytes(), "MB")
                .add("files, at a quarter", at(0.25).fileMegabytes(), "MB")
                .add("files, at the end", at(1).fileMegabytes(), "MB")
                .add("files grow by an event", slope(Look::fileMegabytes) * 1e6, "bytes")
                .line(line("heap after collection", Look::heapMegabytes))
                .line(line("resident", Look::residentMegabytes))
                .line(line("files", Look::fileMegabytes));
    }

    private Look at(double share) {
        return looks.get((int) Math.round(share * (looks.size() - 1)));
    }

    private Line line(String name, ToDoubleFunction<Look> value) {
        return new Line(
                name,
                looks.stream()
                        .map(look -> new Line.Point(look.seconds(), value.applyAsDouble(look)))
                        .toList());
    }

    /** How much a value grows by an event: least squares over the last three quarters, when the virtual machine is warm. */
    double slope(ToDoubleFunction<Look> value) {
        List<Look> warm = looks.subList(looks.size() / 4, looks.size());
        double events = warm.stream().mapToDouble(Look::events).average().orElse(0);
        double mean = warm.stream().mapToDouble(value).average().orElse(0);
        double above = 0;
        double below = 0;
        for (Look look : warm) {
            above += (look.events() - events) * (value.applyAsDouble(look) - mean);
            below += (look.events() - events) * (look.events() - events);
        }
        return below == 0 ? 0 : above / below;
    }
}
