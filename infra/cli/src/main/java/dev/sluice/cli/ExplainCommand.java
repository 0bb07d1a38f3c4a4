package dev.sluice.cli;

import dev.sluice.cli.account.Way;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.runtime.journal.JournalEntry;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice explain}: prints the trace of one event. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Prints the trace of one event: where it went, what happened there, and why.")
final class ExplainCommand implements Callable<Integer> {

    /** Always three digits, so that the columns stay columns. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(
            paramLabel = "EVENT_ID",
            description = "The id from PutEvents' answer, from a webhook-id header, or of any envelope.")
    String eventId = "";

    @Mixin
    DataOption data = new DataOption();

    @Override
    public Integer call() throws Exception {
        Clients clients = Principals.of(data.folder()).owner();
        List<TraceRecord> trace = new TraceFeed(clients).of(eventId);
        String stable = trace.stream()
                .map(TraceRecord::subject)
                .filter(subject -> !subject.isEmpty())
                .findFirst()
                .orElse(eventId);
        List<JournalEntry> journal;
        try (JournalTable table = new JournalTable(clients)) {
            journal = table.of(stable);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (trace.isEmpty() && journal.isEmpty()) {
            out.println("no event " + eventId + " was ever acknowledged on " + data.folder());
            return 1;
        }
        out.println("event " + stable);
        journal.stream().findFirst().map(ExplainCommand::what).ifPresent(out::println);
        Way.of(trace, journal)
                .steps()
                .forEach(step -> out.printf("%s  %-40s %s%n", TIME.format(step.at()), step.where(), step.what()));
        return 0;
    }

    /** What admission control wrote down of it: {@code order.placed from com.example.orders, tenant blue}. */
    private static String what(JournalEntry entry) {
        String tenant = entry.field("tenant");
        return (entry.field("type").isEmpty() ? "an event" : entry.field("type")) + " from " + entry.field("source")
                + (tenant.isEmpty() ? "" : ", tenant " + tenant);
    }
}
