package dev.sluice.cdk;

import dev.sluice.cdk.flow.SluiceStack;
import dev.sluice.rules.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.App;

/** Synthesizes the stack. Does nothing if nothing has changed since it did so last. */
public final class SluiceApp {

    private SluiceApp() {}

    /**
     * @param arguments the catalog's folder; the folder to write to ({@code cdk.out} goes below it); the jar of the
     *     functions
     */
    public static void main(String[] arguments) throws IOException {
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
