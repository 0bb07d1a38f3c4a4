package dev.sluice.examples.commerce.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.testing.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.App;

/** The example's stack, with stand-ins for the jars, so that no build is needed. */
final class Example {

    /** The folder of the example. */
    static final Path FOLDER = folder();

    static final Path CATALOG = FOLDER.resolve("catalog");

    private static Optional<Parts> synthesized = Optional.empty();

    private Example() {}

    static synchronized Parts parts() {
        if (synthesized.isEmpty()) {
            App app = app();
            stack(app);
            ObjectNode template = new ObjectMapper()
                    .valueToTree(app.synth().getStackByName("sluice").getTemplate());
            synthesized = Optional.of(new Parts(template));
        }
        return synthesized.get();
    }

    static App app() {
        return App.Builder.create()
                .outdir(temporary("cdk.out").toString())
                .analyticsReporting(false)
                .treeMetadata(false)
                .stackTraces(false)
                .build();
    }

    static CommerceStack stack(App app) {
        Path jars = temporary("jars");
        return new CommerceStack(app, CATALOG, jar(jars, "shop.jar"), Optional.of(jar(jars, "functions.jar")));
    }

    private static Path jar(Path folder, String name) {
        try {
            return Files.writeString(folder.resolve(name), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary(String name) {
        try {
            Path target = Files.createDirectories(FOLDER.resolve("app/target"));
            return Files.createTempDirectory(target, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("INVARIANTS.md"))) {
            folder = folder.getParent();
        }
        return folder.resolve("examples/commerce");
    }
}
