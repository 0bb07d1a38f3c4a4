package dev.sluice.cli;

import dev.sluice.engine.store.file.Format;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The {@code sluice} command. Exit codes: 0 done, 1 it failed, 2 the command line is wrong. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        version = "sluice " + Format.PROGRAM,
        description = "Routes events: DynamoDB changes and partner events in, signed webhooks and routed events out.",
        footer = {
            "",
            "Also: `./sluice build` builds without running anything; `./sluice bench` measures it, and `./sluice chaos` lets things",
            "go wrong and checks; each has its --help. Only up, demo and build build; the others use what was built last.",
            "SLUICE_DATA names the data folder for all commands that take --data."
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            InitCommand.class,
            EnvCommand.class,
            EndpointCommand.class,
            ExplainCommand.class,
            BackupCommand.class,
            HelpCommand.class
        })
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Functions bring SLF4J without a provider, as AWS's SDK does; each would say so on standard error.
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command, for programs that embed it. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            Path given = parsed.asCommandLineList().stream()
                    .map(line -> line.getParseResult().<Path>matchedOptionValue("--data", null))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            command.getErr().println("sluice: " + Errors.oneLine(exception, DataOption.folder(given)));
            return 1;
        });
        return commandLine;
    }
}
