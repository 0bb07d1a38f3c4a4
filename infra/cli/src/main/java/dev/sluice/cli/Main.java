package dev.sluice.cli;

import dev.sluice.engine.store.file.Format;
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
            "Also: `./sluice bench` measures it, and `./sluice chaos` lets things go wrong and checks; each has its --help."
        },
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
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
            command.getErr().println("sluice: " + Errors.oneLine(exception));
            return 1;
        });
        return commandLine;
    }
}
