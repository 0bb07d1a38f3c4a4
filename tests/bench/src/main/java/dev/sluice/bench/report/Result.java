package dev.sluice.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.bench.load.Driven;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.subject.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** The figures of one bench, in reading order. */
public final class Result {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_MS = 1e6;

    private final String bench;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    public Result(String bench) {
        this.bench = bench;
    }

    public Result add(String name, double value, String unit) {
        figures.add(new Figure(name, value, unit));
        return this;
    }

    /** Adds what a figure did meanwhile, for a picture. */
    public Result line(Line line) {
        lines.add(line);
        return this;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Adds a sentence about what happened. */
    public Result note(String sentence) {
        notes.add(sentence);
        return this;
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The quantiles of latencies in nanoseconds. */
    public Result latencies(String of, Histogram nanos) {
        if (nanos.getTotalCount() > 0) {
            add(of + " p50", nanos.getValueAtPercentile(50) / NANOS_PER_MS, "ms");
            add(of + " p90", nanos.getValueAtPercentile(90) / NANOS_PER_MS, "ms");
            add(of + " p99", nanos.getValueAtPercentile(99) / NANOS_PER_MS, "ms");
            add(of + " p99.9", nanos.getValueAtPercentile(99.9) / NANOS_PER_MS, "ms");
            add(of + " max", nanos.getMaxValue() / NANOS_PER_MS, "ms");
        }
        return this;
    }

    /** What was lost and what came twice. */
    public Result check(Driven sent, Tally tally) {
        add("events sent", sent.sent(), "");
        add("lost", sent.sent() - tally.distinct(), "");
        return add("duplicates", tally.duplicates(), "");
    }

    /** What the system used for this many events. */
    public Result usage(Usage used, long events) {
        if (used.cpuSeconds() > 0) {
            add("CPU per 1,000 events", used.cpuSeconds() * 1e6 / events, "ms");
            add("written per event", (double) used.writtenBytes() / events, "bytes");
            add("resident memory at the end", used.residentBytes() / 1e6, "MB");
        }
        return this;
    }

    public String bench() {
        return bench;
    }

    public List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** The figure of this name; 0 if there is none. */
    public double value(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElse(0);
    }

    /** The figure of this name, if there is one. */
    public Optional<Double> figure(String name) {
        return figures.stream()
                .filter(figure -> figure.name().equals(name))
                .map(Figure::value)
                .findFirst();
    }

    public ObjectNode json() {
        ObjectNode node = JSON.createObjectNode().put("bench", bench);
        ArrayNode list = node.putArray("figures");
        figures.forEach(figure -> list.addObject()
                .put("name", figure.name())
                .put("value", figure.value())
                .put("unit", figure.unit()));
        notes.forEach(node.putArray("notes")::add);
        return node;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(bench).append('\n');
        figures.forEach(figure -> text.append(figure).append('\n'));
        notes.forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }
}
