package dev.sluice.cli.trace;

import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The path of one event as a list of steps, oldest first.
 *
 * @param steps what happened, one line each
 */
public record EventPath(List<Step> steps) {

    /**
     * One step.
     *
     * @param at when
     * @param where the bus, rule, pipe, admission control or endpoint
     * @param what what happened there, with its reason
     */
    public record Step(Instant at, String where, String what) {}

    /** Merges the trace and the journal of one event in order of time. */
    public static EventPath of(Collection<TraceRecord> trace, Collection<JournalEntry> journal) {
        List<Step> steps = new ArrayList<>();
        trace.forEach(record -> steps.add(new Step(record.at(), shortName(record.resource()), Phrases.of(record))));
        journal.forEach(entry -> steps.addAll(Phrases.of(entry)));
        steps.sort(Comparator.comparing(Step::at));
        return new EventPath(List.copyOf(steps));
    }

    /** The short form of an ARN: {@code event-bus/sluice-core}. */
    private static String shortName(String arn) {
        return arn.startsWith("arn:") ? arn.split(":", 6)[5] : arn;
    }
}
