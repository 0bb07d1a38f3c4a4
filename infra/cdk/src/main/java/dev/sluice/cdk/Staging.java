package dev.sluice.cdk;

import dev.sluice.cdk.flow.FunctionFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lays out what is deployed as the code of the functions. */
final class Staging {

    private Staging() {}

    /** @param jars the jars of transformers, authorizers and delivery */
    static FunctionFolders stage(Path folder, Path catalog, List<Path> jars) throws IOException {
        delete(folder);
        Path transformers = folder.resolve("transformers");
        Path authorizers = folder.resolve("authorizers");
        Path delivery = folder.resolve("delivery");
        jar(jars.get(0), transformers);
        jar(jars.get(1), authorizers);
        jar(jars.get(2), delivery);
        copy(catalog, transformers.resolve("catalog"));
        copy(catalog, authorizers.resolve("catalog"));
        return new FunctionFolders(transformers, authorizers, delivery);
    }

    private static void jar(Path jar, Path folder) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; `mvn package` makes it");
        }
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.copy(jar, lib.resolve("sluice-" + folder.getFileName() + ".jar"));
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
