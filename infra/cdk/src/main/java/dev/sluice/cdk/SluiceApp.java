package dev.sluice.cdk;

import dev.sluice.cdk.flow.SluiceStack;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.CatalogException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;

/** Synthesizes the stack. Does nothing if nothing has changed since it did so last. */
public final class SluiceApp {

    private SluiceApp() {}

    /**
     * Exits with 1 and prints the problems alone if the catalog has any.
     *
     * @param arguments the catalog's folder; the folder to write to ({@code cdk.out} goes below it); the jar of the
     *     functions
     */
    public static void main(String[] arguments) throws IOException {
        int exit = run(arguments, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /** @param err for the person who wrote the catalog: all of its problems, and no stack trace of this program */
    static int run(String[] arguments, PrintStream err) throws IOException {
        try {
            synthesize(arguments);
            return 0;
        } catch (CatalogException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static void synthesize(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("needs CATALOG TARGET FUNCTIONS.jar, got " + List.of(arguments));
        }
        List<Path> paths = List.of(arguments).stream()
                .map(argument -> Path.of(argument).toAbsolutePath().normalize())
                .toList();
        Path catalog = paths.get(0);
        Path target = paths.get(1);
        Path jar = paths.get(2);
        Path out = target.resolve("cdk.out");
        Inputs inputs = Inputs.of(catalog, jar);
        if (inputs.made(out)) {
            return;
        }
        Catalog checked = Catalog.load(catalog);
        if (Boolean.getBoolean("sluice.progress")) {
            System.err.println("sluice: the catalog is in order; synthesizing the stack");
        }
        Path code = Staging.stage(target.resolve("functions"), catalog, jar);
        Staging.delete(out);
        App app = App.Builder.create()
                .outdir(out.toString())
                .analyticsReporting(false)
                .stackTraces(false)
                .treeMetadata(false)
                .build();
        new SluiceStack(app, checked, code);
        app.synth();
        inputs.record(out);
    }
}
