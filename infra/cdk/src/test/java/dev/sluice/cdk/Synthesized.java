package dev.sluice.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.flow.SluiceStack;
import dev.sluice.rules.catalog.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;

/** Stacks for tests. The real one is synthesized once, whoever asks first; the functions are stand-ins, so no build is needed. */
final class Synthesized {

    static final Path ROOT = root();
    static final Path CATALOG = ROOT.resolve("rules/catalog");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path WORK = work();
    private static final Lazy REAL = new Lazy();

    private Synthesized() {}

    private static final class Lazy {
        private JsonNode template;

        synchronized JsonNode get() {
            if (template == null) {
                template = template(CATALOG);
            }
            return template;
        }
    }

    /** The template of the repository's own catalog; a copy, to be broken at will. */
    static Parts real() {
        return new Parts((ObjectNode) REAL.get().deepCopy());
    }

    /** The template of another catalog. */
    static Parts of(Path catalog) {
        return new Parts((ObjectNode) template(catalog));
    }

    private static JsonNode template(Path catalog) {
        App app = app();
        new SluiceStack(app, Catalog.load(catalog), code(catalog));
        return JSON.valueToTree(app.synth().getStackByName("sluice").getTemplate());
    }

    static App app() {
        try {
            return App.Builder.create()
                    .outdir(Files.createTempDirectory(WORK, "cdk.out").toString())
                    .analyticsReporting(false)
                    .treeMetadata(false)
                    .stackTraces(false)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path code(Path catalog) {
        try {
            Path folder = Files.createTempDirectory(WORK, "functions");
            return Staging.stage(folder.resolve("staged"), catalog, jar(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands in for the jar of the functions. */
    static Path jar(Path folder) throws IOException {
        return Files.writeString(folder.resolve("functions.jar"), "functions");
    }

    private static Path work() {
        try {
            return Files.createTempDirectory(Files.createDirectories(ROOT.resolve("infra/cdk/target")), "synthesized-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
