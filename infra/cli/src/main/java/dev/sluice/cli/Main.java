package dev.sluice.cli;

import dev.sluice.cli.command.BackupCommand;
import dev.sluice.cli.command.DemoCommand;
import dev.sluice.cli.command.EndpointCommand;
import dev.sluice.cli.command.EnvCommand;
import dev.sluice.cli.command.ExplainCommand;
import dev.sluice.cli.command.InitCommand;
import dev.sluice.cli.command.ReconcileCommand;
import dev.sluice.cli.command.UpCommand;
import dev.sluice.cli.local.DataOption;
import dev.sluice.cli.local.Errors;
import dev.sluice.cli.local.Home;
import dev.sluice.cli.token.TokenCommand;
import dev.sluice.engine.store.file.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code sluice} command. Exit codes: 0 success, 1 failure, 2 invalid command line. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        description = "Routes events: DynamoDB changes and partners' events in, signed webhooks and routed events out.",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            InitCommand.class,
            EnvCommand.class,
            EndpointCommand.class,
            TokenCommand.class,
            ExplainCommand.class,
            ReconcileCommand.class,
            BackupCommand.class,
            HelpCommand.class
        })
public final class Main {

    private static final String DATA = "SLUICE_DATA sets the data folder for every command that takes --data.";
    private static final String[] CHECKOUT = {
        "",
        "Also: `./sluice build` builds without running anything, `./sluice bench`",
        "measures performance, and `./sluice chaos` injects faults and checks the",
        "outcome; each has its own --help. Only up, demo and build rebuild; the other",
        "commands use the last build.",
        DATA
    };
    private static final String[] DISTRIBUTION = {"", DATA};

    /** Options that select a stack outside an engine's data folder. */
    private static final List<String> ELSEWHERE = List.of("--profile", "--region", "--endpoint-url");

    private Main() {}

    public static void main(String[] arguments) {
        // Functions bring SLF4J without a provider, as AWS's SDK does; each would report that on standard error.
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command, for programs that embed it. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine
                .getCommandSpec()
                .version("sluice " + Format.PROGRAM)
                .usageMessage()
                .footer(Home.find().distributed() ? DISTRIBUTION : CHECKOUT);
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            Path given = parsed.asCommandLineList().stream()
                    .map(line -> line.getParseResult().<Path>matchedOptionValue("--data", null))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            boolean elsewhere = parsed.asCommandLineList().stream()
                    .anyMatch(line -> ELSEWHERE.stream().anyMatch(line.getParseResult()::hasMatchedOption));
            command.getErr()
                    .println("sluice: "
                            + (elsewhere
                                    ? Errors.oneLine(exception)
                                    : Errors.oneLine(exception, DataOption.folder(given))));
            return 1;
        });
        return commandLine;
    }
}
