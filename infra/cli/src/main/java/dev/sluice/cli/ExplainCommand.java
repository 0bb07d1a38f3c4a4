package dev.sluice.cli;

import dev.sluice.cli.account.JournalEntry;
import dev.sluice.cli.account.Way;
import dev.sluice.engine.trace.TraceRecord;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice explain}: prints the way of one event. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Prints the way of one event: where it went, what happened there, and why.")
final class ExplainCommand implements Callable<Integer> {

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
            out.println("no event " + eventId + " was ever acknowledged here");
            return 1;
        }
        out.println("event " + stable);
        Way.of(trace, journal)
                .steps()
                .forEach(step -> out.printf("%s  %-40s %s%n", step.at(), step.where(), step.what()));
        return 0;
    }
}
