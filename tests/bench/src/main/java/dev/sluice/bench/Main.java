package dev.sluice.bench;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import dev.sluice.cli.local.Home;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice bench}: measures one thing and prints the figure beside the limit that the machine sets. */
@Command(
        name = "sluice bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures one thing, and beside it what the machine does alone. Without a name: lists the benches.")
public final class Main implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which bench.")
    @Nullable
    String name;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Events per second that arrive; 0 for as many as possible.")
    @Nullable
    Double rate;

    @Option(names = "--clients", paramLabel = "N", description = "Connections that send at once.")
    @Nullable
    Integer clients;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "Seconds of load before anything counts (default: three times --seconds, 30 at most; through the whole"
                            + " stack fifteen times, 120 at most).")
    @Nullable
    Integer warmUp;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "Measure this endpoint instead of an engine of our own; credentials from the environment.")
    @Nullable
    URI endpoint;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((exception, command, parsed) -> {
                    command.getErr().println("sluice bench: " + exception.getMessage() + cause(exception));
                    return 1;
                })
                .execute(arguments));
    }

    private static String cause(Throwable exception) {
        Throwable cause = exception.getCause();
        return cause == null ? "" : "; " + cause + cause(cause);
    }

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            Benches.all().forEach(bench -> print(String.format("%-16s %s", bench.name(), bench.about())));
            print(String.format(
                    "%-16s %s", Document.NAME, "all of them, written to docs/performance.md with pictures"));
            return 0;
        }
        if (name.equals(Document.NAME)) {
            Document.write(Home.find().root().resolve("docs"), seconds, this::print);
            return 0;
        }
        Bench bench = Benches.named(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no bench " + name + "; `./sluice bench` lists them"));
        Result result = bench.run(new Settings(
                seconds,
                Optional.ofNullable(rate),
                Optional.ofNullable(endpoint),
                Optional.ofNullable(clients),
                Optional.ofNullable(warmUp).map(Duration::ofSeconds)));
        print(json ? result.json().toString() : result.toString());
        return 0;
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
