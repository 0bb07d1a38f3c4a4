package dev.sluice.cli;

import dev.sluice.cli.reconcile.ReconcileCommand;
import dev.sluice.cli.token.TokenCommand;
import dev.sluice.engine.store.file.Format;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code sluice} command. Exit codes: 0 done, 1 it failed, 2 the command line is wrong. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        description = "Routes events: DynamoDB changes and partner events in, signed webhooks and routed events out.",
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

    private static final String DATA = "SLUICE_DATA names the data folder for all commands that take --data.";
    private static final String[] CHECKOUT = {
        "",
        "Also: `./sluice build` builds without running anything; `./sluice bench` measures it, and `./sluice chaos` lets things",
        "go wrong and checks; each has its --help. Only up, demo and build build; the others use what was built last.",
        DATA
    };
    private static final String[] DISTRIBUTION = {"", DATA};

    /** The options that mean a stack that is not in an engine's data folder. */
    private static final List<String> ELSEWHERE = List.of("--profile", "--region", "--endpoint-url");

    private Main() {}

    public static void main(String[] arguments) {
        // Functions bring SLF4J without a provider, as AWS's SDK does; each would say so on standard error.
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
