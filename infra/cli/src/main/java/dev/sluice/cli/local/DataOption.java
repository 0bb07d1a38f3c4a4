package dev.sluice.cli.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option by which a command finds the engine's data. */
public final class DataOption {

    private static final String VARIABLE = "SLUICE_DATA";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The engine's data folder (default: the environment variable SLUICE_DATA, or .sluice/data beside"
                            + " the launcher).")
    @Nullable
    Path data;

    public Path folder() {
        return folder(data);
    }

    /** @param given by the option; null if it was not */
    public static Path folder(@Nullable Path given) {
        return given != null ? given : named();
    }

    /** What other commands need to find {@code folder}: nothing, or the option with a blank before it. */
    public static String optionFor(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return absolute.equals(named().toAbsolutePath().normalize()) ? "" : " --data " + absolute;
    }

    private static Path named() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isBlank() ? Home.find().data() : Path.of(named);
    }
}
