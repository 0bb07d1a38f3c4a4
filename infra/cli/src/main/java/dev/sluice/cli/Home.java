package dev.sluice.cli;

import java.nio.file.Path;

/** Where Sluice lies on this machine. The launcher sets {@code sluice.home}. */
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

    /** What that app synthesized. */
    public Path template() {
        return app().resolve("app").resolve("target").resolve("cdk.out");
    }

    /** Where a demonstration leaves its data, until the next. */
    Path demo() {
        return root.resolve(".sluice").resolve("demo");
    }

    /** Where the engine keeps its data if nobody says otherwise. */
    public Path data() {
        return root.resolve(".sluice").resolve("data");
    }
}
