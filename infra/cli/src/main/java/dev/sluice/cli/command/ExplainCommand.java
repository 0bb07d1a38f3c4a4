package dev.sluice.cli.command;

import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.Hops;
import dev.sluice.cli.deployed.JournalTable;
import dev.sluice.cli.terminal.Progress;
import dev.sluice.cli.trace.EventPath;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice explain}: prints the trace of one event. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the trace of one event: where it went, what happened there, and why.",
            "On AWS it reads the stack's outputs, one key of its journal, and the bus logs around that time, which takes"
                    + " seconds. For an event that is not in the journal it searches all bus logs since --since, which can take"
                    + " longer."
        })
public final class ExplainCommand implements Callable<Integer> {

    /** Always three digits, so that columns line up. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(
            paramLabel = "EVENT_ID",
            description = "The id from a PutEvents response, a webhook-id header or any envelope.")
    String eventId = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            defaultValue = "P1D",
            description = "How far back to look for an event that is not in the journal: an instant, such as"
                    + " 2026-01-31T12:00:00Z, or a duration into the past, such as PT6H (default: ${DEFAULT-VALUE}).")
    Instant since = Instant.EPOCH;

    @Mixin
    StackOptions where = new StackOptions();

    @Override
    public Integer call() throws Exception {
        Deployment deployment = where.deployment();
        Hops hops = where.hops(deployment);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<JournalEntry> journal;
        List<TraceRecord> trace;
        String stable = eventId;
        try (JournalTable table = new JournalTable(deployment);
                Progress progress = Progress.after(err::println, "sluice: searching " + hops.place())) {
            journal = table.of(eventId);
            trace = hops.of(eventId, span(journal));
            stable = stable(trace);
            if (!stable.equals(eventId)) {
                journal = table.of(stable);
            }
        }
        if (trace.isEmpty() && journal.isEmpty()) {
            out.println("no event " + eventId + " was acknowledged: it is not in the journal of the stack "
                    + where.stack
                    + (where.aws() ? "" : " in " + where.folder()) + ", nor since " + TIME.format(since) + " in "
                    + hops.place());
            return 1;
        }
        out.println("event " + stable);
        journal.stream().findFirst().map(ExplainCommand::what).ifPresent(out::println);
        EventPath.of(trace, journal)
                .steps()
                .forEach(step -> out.printf("%s  %-40s %s%n", TIME.format(step.at()), step.where(), step.what()));
        if (trace.isEmpty()) {
            out.println("the path through the buses is unknown: there are no records in " + hops.place()
                    + "; set the stack's parameter BusLogLevel to INFO or TRACE (even then, bus logs are best effort)");
        }
        return 0;
    }

    private String stable(List<TraceRecord> trace) {
        return trace.stream()
                .map(TraceRecord::subject)
                .filter(subject -> !subject.isEmpty())
                .findFirst()
                .orElse(eventId);
    }

    /** When the event was being processed, as far as the journal shows. */
    private Hops.Span span(List<JournalEntry> journal) {
        List<Instant> times =
                journal.stream().flatMap(entry -> entry.at().stream()).sorted().toList();
        return times.isEmpty()
                ? new Hops.Span(since, Instant.now())
                : new Hops.Span(times.get(0), times.get(times.size() - 1));
    }

    /** What admission control recorded about it: {@code order.placed from com.example.orders, tenant blue}. */
    private static String what(JournalEntry entry) {
        String tenant = entry.field("tenant");
        return (entry.field("type").isEmpty() ? "an event" : entry.field("type")) + " from " + entry.field("source")
                + (tenant.isEmpty() ? "" : ", tenant " + tenant);
    }
}
