package dev.sluice.bench;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Figure;
import dev.sluice.bench.report.Plot;
import dev.sluice.bench.report.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs every bench and writes what came of it: {@code docs/performance.md} and its pictures. */
final class Document {

    static final String NAME = "report";

    private static final List<Double> EVENT_LOADS = List.of(500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 20_000.0);
    private static final List<Double> WEBHOOK_LOADS = List.of(25.0, 50.0, 100.0, 200.0, 400.0);

    private final Path docs;
    private final Settings settings;
    private final Consumer<String> tell;

    private Document(Path docs, Settings settings, Consumer<String> tell) {
        this.docs = docs;
        this.settings = settings;
        this.tell = tell;
    }

    static void write(Path docs, int seconds, Consumer<String> tell) throws Exception {
        new Document(
                        docs,
                        new Settings(seconds, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        tell)
                .write();
    }

    private void write() throws Exception {
        StringBuilder text = new StringBuilder(heading());
        picture(text, "put-events", "acknowledgement", EVENT_LOADS, "PutEvents, acknowledged on disk");
        picture(text, "webhooks", "end to end", WEBHOOK_LOADS, "PutEvents to signed webhook received");
        for (Bench bench : Benches.all()) {
            section(text, bench.name(), bench.about(), bench.run(settings));
            if (bench.name().equals("bus-queue")) {
                section(text, "bus-queue --rate 500", "the same at 500 events/s", bench.run(settings.at(500)));
            }
            if (bench.name().equals("webhooks") || bench.name().equals("api-destination")) {
                section(text, bench.name() + " --rate 100", "the same at 100 events/s", bench.run(settings.at(100)));
            }
        }
        Files.writeString(docs.resolve("performance.md"), text);
        tell.accept("written: " + docs.resolve("performance.md"));
    }

    private String heading() {
        return "# Performance\n\nMeasured on " + LocalDate.now(ZoneOffset.UTC) + ": "
                + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + ", Java "
                + System.getProperty("java.version") + ", the load on the same cores; " + settings.seconds()
                + " s each. Everything here was written by\n\n```\n./sluice bench report --seconds "
                + settings.seconds()
                + "\n```\n\nThe load is open: requests arrive at their time whatever the system does, and latency counts from there. Every id is"
                + " checked: *lost* is what was acknowledged and did not arrive. Rows that begin with *limit* are what the machine does alone, measured in"
                + " the same run.\n\n";
    }

    private void picture(StringBuilder text, String name, String latency, List<Double> loads, String title)
            throws Exception {
        Bench bench = Benches.named(name).orElseThrow();
        List<Plot.Point> points = new ArrayList<>();
        for (double load : loads) {
            Result result = bench.run(settings.at(load));
            tell.accept(name + " at " + load + "/s: p99 " + result.value(latency + " p99") + " ms");
            points.add(new Plot.Point(load, result.value(latency + " p50"), result.value(latency + " p99")));
        }
        Path picture = Files.createDirectories(docs.resolve("performance")).resolve(name + ".svg");
        Files.writeString(picture, Plot.svg(title, points));
        text.append("![").append(title).append("](performance/").append(name).append(".svg)\n\n");
    }

    private void section(StringBuilder text, String name, String about, Result result) throws IOException {
        tell.accept(result.toString());
        text.append("## ").append(name).append("\n\n").append(about).append("\n\n| | | |\n|---|---:|---|\n");
        for (Figure figure : result.figures()) {
            text.append(String.format("| %s | %,.2f | %s |%n", figure.name(), figure.value(), figure.unit()));
        }
        text.append('\n');
    }
}
