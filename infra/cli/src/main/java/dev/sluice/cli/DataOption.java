package dev.sluice.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a command finds the engine's data. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The engine's data folder (default: .sluice/data beside the launcher).")
    @Nullable
    Path data;

    Path folder() {
        Path given = data;
        return given == null ? Home.find().data() : given;
    }
}
