package dev.sluice.examples.commerce.app;

import dev.sluice.cdk.SluiceApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Synthesizes the example; {@code cdk.json} says how it is started, in the folder of the example. */
public final class CommerceApp {

    private static final String JARS = "sluice-commerce-functions-*-function.jar";

    private CommerceApp() {}

    public static void main(String[] arguments) {
        Path catalog = Path.of("catalog");
        SluiceApp.synthesize(app -> new CommerceStack(app, catalog, functions(Path.of("functions", "target"))));
    }

    private static Path functions(Path folder) {
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(Files.isDirectory(folder) ? folder : Path.of(""), JARS)) {
            Iterator<Path> found = jars.iterator();
            return found.hasNext() ? found.next() : folder.resolve(JARS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
