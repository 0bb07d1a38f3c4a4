package dev.sluice.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.Hops;
import dev.sluice.cli.reconcile.Reconciliation;
import dev.sluice.cli.reconcile.Report;
import dev.sluice.cli.terminal.Progress;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice reconcile}: what came in against what went out. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the events that came in with what became of them; the exit code is 0 only if the counts balance.",
            "  in = admitted + rejected",
            "  admitted * (rules and endpoints that match)",
            "     = delivered + retrying + dead-lettered + skipped",
            "On AWS it reads the bus logs since --since, and the journal once for each event."
                    + " An event still waiting for its verdict does not balance: while events arrive, set --until to a few"
                    + " minutes ago."
        })
public final class ReconcileCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Moment.class,
            defaultValue = "PT1H",
            description =
                    "Count events that came in since then: an instant, such as 2026-01-31T12:00:00Z, or a duration"
                            + " into the past, such as PT6H (default: ${DEFAULT-VALUE}).")
    Instant since = Instant.EPOCH;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Moment.class,
            defaultValue = "PT0S",
            description = "Count events that came in before then; each is followed up to now (default:"
                    + " ${DEFAULT-VALUE}, now).")
    Instant until = Instant.EPOCH;

    @Option(names = "--json", description = "Print one JSON object instead of prose.")
    boolean json;

    @Mixin
    StackOptions where = new StackOptions();

    @SuppressWarnings("NullAway.Init")
    public ReconcileCommand() {}

    @Override
    public Integer call() throws Exception {
        if (!since.isBefore(until)) {
            throw new IllegalArgumentException("--since: must be before --until (" + until + "), but is " + since);
        }
        Deployment deployment = where.deployment();
        Hops hops = where.hops(deployment);
        Reconciliation found;
        try (Progress progress =
                Progress.after(spec.commandLine().getErr()::println, "sluice: reading " + hops.place())) {
            found = Reconciliation.of(deployment, hops, new Hops.Span(since, until));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode node = Report.json(found.counts());
            node.put("since", since.toString()).put("until", until.toString());
            found.undecided().forEach(node.putArray("undecided")::add);
            out.println(node);
        } else {
            Report.lines(found.counts(), found.webhookRules()).forEach(out::println);
            found.undecided().stream()
                    .limit(SHOWN)
                    .forEach(id -> out.println("  neither admitted nor rejected so far: " + id));
            if (found.undecided().size() > SHOWN) {
                out.println("  and " + (found.undecided().size() - SHOWN) + " more, all of them with --json");
            }
        }
        return found.counts().balances() ? 0 : 1;
    }
}
