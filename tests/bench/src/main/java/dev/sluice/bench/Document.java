package dev.sluice.bench;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Bar;
import dev.sluice.bench.report.Figure;
import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Plot;
import dev.sluice.bench.report.Result;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Runs every bench and writes what came of it: {@code docs/performance.md} and its pictures. What people write about it lies
 * beside the pictures and is taken in: {@code what-bounds-it.properties}, by row, and {@code side-by-side.md}.
 */
final class Document {

    static final String NAME = "report";

    private static final List<Double> EVENT_LOADS = List.of(500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0);
    private static final List<Double> WEBHOOK_LOADS = List.of(25.0, 50.0, 100.0, 200.0, 400.0);
    private static final Map<String, List<Double>> MORE_RATES =
            Map.of("bus-queue", List.of(500.0), "webhooks", List.of(100.0), "api-destination", List.of(100.0));

    private final Path docs;
    private final Settings settings;
    private final Consumer<String> report;
    private final Map<String, Result> results = new LinkedHashMap<>();
    private final StringBuilder sections = new StringBuilder();

    private Document(Path docs, Settings settings, Consumer<String> report) {
        this.docs = docs;
        this.settings = settings;
        this.report = report;
    }

    static void write(Path docs, int seconds, Consumer<String> report) throws Exception {
        Settings settings =
                new Settings(seconds, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        new Document(docs, settings, report).write();
    }

    private void write() throws Exception {
        Files.createDirectories(docs.resolve("performance"));
        loads("put-events", "acknowledgement", EVENT_LOADS, "PutEvents, acknowledged on disk");
        loads("webhooks", "end to end", WEBHOOK_LOADS, "PutEvents to signed webhook received");
        for (Bench bench : Benches.all()) {
            if (bench.name().equals("side-by-side")) {
                continue;
            }
            section(bench.name(), bench.about(), bench.run(settings));
            for (double rate : MORE_RATES.getOrDefault(bench.name(), List.of())) {
                section(
                        String.format("%s --rate %.0f", bench.name(), rate),
                        String.format("the same at %.0f events/s", rate),
                        bench.run(settings.at(rate)));
            }
        }
        Files.writeString(
                docs.resolve("performance.md"),
                heading(docs, settings.seconds()) + bars(results, bounds(docs)) + beside(docs) + sections);
        report.accept("written: " + docs.resolve("performance.md"));
    }

    static String heading(Path docs, int seconds) {
        return "# Performance\n\nMeasured on " + Machine.describe() + "; the load ran on the same cores, " + seconds
                + " s a bench, after a warm-up of three times that, thirty seconds at most, and of fifteen times, two minutes at most, through the whole stack (*warm-up* shows why). Everything here but the words in *what bounds it* was written by\n\n```\n./sluice bench report --seconds "
                + seconds
                + "\n```\n\nand each section by its own command. The load is open: requests arrive at their time whatever the system does, and"
                + " latency counts from there. Every id is checked: *lost* is what was acknowledged and did not arrive. Rows that begin with"
                + " *limit* are what the machine does alone, measured in the same run.\n\n";
    }

    /** The design's table: the bar, the figure, the limit of the same run, and the command. */
    static String bars(Map<String, Result> results, Properties bounds) {
        StringBuilder text = new StringBuilder("## The design's bars\n\n"
                + "| what | bar | measured | reached | limit in the same run | of the limit | command | what bounds it |\n"
                + "|---|---:|---:|---|---:|---:|---|---|\n");
        for (Bar bar : Bar.ALL) {
            Result result = results.getOrDefault(bar.run(), new Result(bar.run()));
            Optional<Double> value = result.figure(bar.figure());
            Optional<Figure> limit = result.figures().stream()
                    .filter(figure -> figure.name().startsWith("limit: "))
                    .findFirst();
            boolean comparable = limit.isPresent()
                    && value.isPresent()
                    && limit.get().unit().endsWith("/s")
                    && bar.unit().endsWith("/s");
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %s | %s | `./sluice bench %s` | %s |%n",
                    bar.what(),
                    bar.words(),
                    value.map(found -> String.format(Locale.ROOT, "%,.1f %s", found, bar.unit()))
                            .orElse("not measured"),
                    value.map(found -> bar.reached(found) ? "yes" : "**no**").orElse("–"),
                    limit.map(found -> String.format(
                                    Locale.ROOT,
                                    "%,.0f %s (%s)",
                                    found.value(),
                                    found.unit(),
                                    found.name().substring(7)))
                            .orElse("–"),
                    comparable
                            ? String.format(
                                    Locale.ROOT,
                                    "%.0f %%",
                                    100 * value.get() / limit.get().value())
                            : "–",
                    bar.run(),
                    bounds.getProperty(bar.key(), "")));
        }
        return text.append(
                        "\nThe last bar, no acknowledged event lost in a hundred times `kill -9` under load, is what `./sluice chaos` looks for.\n\n")
                .toString();
    }

    private static Properties bounds(Path docs) throws IOException {
        Properties bounds = new Properties();
        Path file = docs.resolve("performance/what-bounds-it.properties");
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                bounds.load(reader);
            }
        }
        return bounds;
    }

    private static String beside(Path docs) throws IOException {
        Path file = docs.resolve("performance/side-by-side.md");
        return Files.exists(file) ? Files.readString(file) + "\n" : "";
    }

    private void loads(String name, String latency, List<Double> loads, String title) throws Exception {
        Bench bench = Benches.named(name).orElseThrow();
        List<Line.Point> median = new ArrayList<>();
        List<Line.Point> high = new ArrayList<>();
        for (double load : loads) {
            Result result = bench.run(settings.at(load).half());
            report.accept(name + " at " + load + "/s: p99 " + result.value(latency + " p99") + " ms");
            median.add(new Line.Point(load, result.value(latency + " p50")));
            high.add(new Line.Point(load, result.value(latency + " p99")));
        }
        sections.append("## Latency over load: ")
                .append(title)
                .append(
                        "\n\nEach load meets an engine that has just been started; what piled up in the warm-up, half as long as")
                .append(" elsewhere, counts.\n\n");
        picture(
                name,
                title,
                Plot.logarithmic(
                        title, "events/s that arrive", "ms", List.of(new Line("p50", median), new Line("p99", high))));
    }

    private void picture(String name, String title, String svg) throws IOException {
        Files.writeString(docs.resolve("performance/" + name + ".svg"), svg);
        sections.append("![")
                .append(title)
                .append("](performance/")
                .append(name)
                .append(".svg)\n\n");
    }

    private void section(String run, String about, Result result) throws IOException {
        report.accept(result.toString());
        results.put(run, result);
        sections.append("## ").append(run).append("\n\n").append(about);
        sections.append(".\n\n```\n./sluice bench ").append(run).append(" --seconds ");
        sections.append(settings.seconds()).append("\n```\n\n| | | |\n|---|---:|---|\n");
        for (Figure figure : result.figures()) {
            sections.append(
                    String.format(Locale.ROOT, "| %s | %,.2f | %s |%n", figure.name(), figure.value(), figure.unit()));
        }
        sections.append('\n');
        result.notes().forEach(note -> sections.append(note).append("\n\n"));
        switch (run) {
            case "memory" -> picture(run, run, Plot.linear("Steady load", "seconds", "MB", result.lines()));
            case "backlog" ->
                picture(run, run, Plot.linear("Draining a backlog", "% drained", "messages/s", result.lines()));
            case "warm-up" ->
                picture(
                        run,
                        run,
                        Plot.logarithmic("Row to signed webhook, from start on", "seconds", "ms", result.lines()));
            case "growth" ->
                picture(run, run, Plot.logarithmic("p99 with more and more of", "times as many", "ms", result.lines()));
            default -> {}
        }
    }
}
