package dev.sluice.cli.deployed;

import dev.sluice.engine.trace.TraceRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** An engine's own trace, which has more than the logs of the buses: pipes and functions. */
public final class EngineTrace implements Hops {

    private final TraceFeed feed;

    public EngineTrace(TraceFeed feed) {
        this.feed = feed;
    }

    @Override
    public List<TraceRecord> of(String id, Span span) throws IOException, InterruptedException {
        return feed.of(id);
    }

    @Override
    public List<TraceRecord> since(Instant from) throws IOException, InterruptedException {
        return feed.next().stream()
                .filter(record -> !record.at().isBefore(from))
                .toList();
    }

    @Override
    public String place() {
        return "the engine's trace";
    }
}
