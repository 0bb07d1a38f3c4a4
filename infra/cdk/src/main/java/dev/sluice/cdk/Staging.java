package dev.sluice.cdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Lays out what is deployed as the code of the functions. */
final class Staging {

    private Staging() {}

    /**
     * Makes the folder that all functions are deployed from: {@code lib/} with their jar, and {@code catalog/}.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Java functions: jars lie in lib</a>
     */
    static Path stage(Path folder, Path catalog, Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; `mvn package` makes it");
        }
        delete(folder);
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.copy(jar, lib.resolve("sluice-functions.jar"));
        copy(catalog, folder.resolve("catalog"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
