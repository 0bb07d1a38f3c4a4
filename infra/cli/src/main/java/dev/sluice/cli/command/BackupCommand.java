package dev.sluice.cli.command;

import dev.sluice.cli.local.DataOption;
import dev.sluice.engine.store.file.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice backup}: copies the data folder, whether or not the engine is running. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the engine's data into a new folder, whether or not the engine is running.",
            "The copy is a consistent snapshot, including keys and functions' code; `./sluice up --data DIR` starts on it.",
            "It holds every secret, and only its owner can read it."
        })
public final class BackupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Mixin
    DataOption data = new DataOption();

    @Parameters(paramLabel = "DIR", description = "The folder to create; it must not exist.")
    @SuppressWarnings("NullAway.Init")
    Path target;

    @Override
    public Integer call() {
        Backup.take(data.folder(), target);
        spec.commandLine().getOut().println("backed up " + data.folder() + " to " + target);
        spec.commandLine()
                .getOut()
                .println("to go back: stop the engine, put this folder in the place of its data, start it");
        return 0;
    }
}
