package dev.sluice.cli.deployed;

import dev.sluice.engine.trace.TraceRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Reports the path of events through the buses. */
public interface Hops {

    /**
     * What is known of one event.
     *
     * @param id its stable id, or that of any of its envelopes
     * @param span when it was seen elsewhere, or when to look for it
     */
    List<TraceRecord> of(String id, Span span) throws IOException, InterruptedException;

    /** Everything that happened since {@code from}. */
    List<TraceRecord> since(Instant from) throws IOException, InterruptedException;

    /** Where it is looked up, as shown to someone waiting. */
    String place();

    /** From a moment to a later one. */
    record Span(Instant from, Instant until) {}
}
