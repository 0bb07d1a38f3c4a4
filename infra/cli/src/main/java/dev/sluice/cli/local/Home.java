package dev.sluice.cli.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where Sluice is installed on this machine. The launcher sets {@code sluice.home}. */
public record Home(Path root) {

    public static Home find() {
        return new Home(
                Path.of(System.getProperty("sluice.home", ".")).toAbsolutePath().normalize());
    }

    /** The app that runs if no other is named: the example. */
    public Path app() {
        return root.resolve("examples").resolve("commerce");
    }

    /** The catalog of that app. */
    public Path catalog() {
        return app().resolve("catalog");
    }

    /** What the CDK app synthesized: the distribution brings it along, a checkout builds it. */
    public Path template() {
        return distributed() ? stack() : app().resolve("app").resolve("target").resolve("cdk.out");
    }

    /** Whether this is an unpacked distribution, which builds nothing, and not a checkout of the sources. */
    public boolean distributed() {
        return Files.isDirectory(stack());
    }

    private Path stack() {
        return root.resolve("stack");
    }

    /** Where a demonstration leaves its data, until the next one. */
    public Path demo() {
        return root.resolve(".sluice").resolve("demo");
    }

    /** Where the engine keeps its data by default. */
    public Path data() {
        return root.resolve(".sluice").resolve("data");
    }
}
