package dev.sluice.bench.report;

import java.util.List;
import java.util.Locale;

/**
 * What the design asks for.
 *
 * @param key names the row in the file of texts
 * @param run the section whose figure counts, such as {@code bus-queue --rate 500}
 * @param atLeast whether more is better
 */
public record Bar(String key, String what, String run, String figure, boolean atLeast, double bar, String unit) {

    /** The table of the design, row by row. */
    public static final List<Bar> ALL = List.of(
            less("start", "start, template synthesized, to ready", "start", "empty data, median of 5", 2, "s"),
            less("idle", "idle memory", "start", "resident memory after start, median", 220, "MB"),
            more(
                    "put-events",
                    "PutEvents, 10 a request, 4 clients, on disk",
                    "put-events",
                    "acknowledged",
                    45_000,
                    "events/s"),
            more(
                    "bus-queue",
                    "PutEvents → rule → SQS → received and deleted",
                    "bus-queue",
                    "received and deleted",
                    15_000,
                    "events/s"),
            less("bus-queue-p99", "the same at 500/s, p99", "bus-queue --rate 500", "publish to receive p99", 4, "ms"),
            more("put-item", "PutItem with stream, 4 clients, on disk", "put-item", "acknowledged", 5_000, "items/s"),
            less("cdc-queue-p50", "row → pipe → bus → SQS at 100/s, p50", "cdc-queue", "end to end p50", 20, "ms"),
            less("cdc-queue-p99", "the same, p99", "cdc-queue", "end to end p99", 60, "ms"),
            more(
                    "api",
                    "PutEvents → rule → API destination, of the bare client that closes its connections too",
                    "api-destination",
                    "ratio to the bare client that closes",
                    50,
                    "%"),
            less("api-p99", "the same at 100/s, p99", "api-destination --rate 100", "end to end p99", 6, "ms"),
            more("webhooks", "signed webhooks, of the bare client", "webhooks", "ratio to the bare client", 40, "%"),
            less("cdc-p50", "row → signed webhook at 100/s, p50", "cdc", "end to end p50", 60, "ms"),
            less("cdc-p99", "the same, p99", "cdc", "end to end p99", 250, "ms"),
            less(
                    "match",
                    "matching at 100,000 endpoints, of 1,000",
                    "match",
                    "100,000 endpoints over 1,000",
                    2,
                    "times"),
            less("isolation", "1 % dead endpoints, p99 of the others moves", "isolation", "p99 moves by", 10, "%"));

    private static Bar less(String key, String what, String run, String figure, double bar, String unit) {
        return new Bar(key, what, run, figure, false, bar, unit);
    }

    private static Bar more(String key, String what, String run, String figure, double bar, String unit) {
        return new Bar(key, what, run, figure, true, bar, unit);
    }

    public boolean reached(double value) {
        return atLeast ? value >= bar : value <= bar;
    }

    /** The bar in words. */
    public String words() {
        return String.format(Locale.ROOT, "%s %,.0f %s", atLeast ? "≥" : "≤", bar, unit);
    }
}
