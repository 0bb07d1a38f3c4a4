package dev.sluice.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice init}: writes the beginnings of your own app. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a minimal app: a catalog with a table, a partner and a route, a CDK app in Java, and a test.",
            "`sluice up --app DIR` runs it."
        })
public final class InitCommand implements Callable<Integer> {

    private static final List<String> FILES = List.of(
            "pom.xml",
            "cdk.json",
            "src/main/java/app/App.java",
            "src/test/java/app/CatalogTest.java",
            "catalog/sources/customers.yaml",
            "catalog/sources/billing.yaml",
            "catalog/types/customer.json",
            "catalog/types/invoice.json",
            "catalog/routes/webhooks.yaml");

    /** Static receivers go here; a catalog has this folder even if it is empty. */
    private static final String EMPTY = "catalog/destinations/.keep";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "A new or empty folder.")
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    public Integer call() throws IOException {
        requireEmpty();
        for (String file : FILES) {
            Path to = folder.resolve(file);
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            try (InputStream from =
                    Objects.requireNonNull(InitCommand.class.getResourceAsStream("/init/" + file), file)) {
                Files.copy(from, to);
            }
        }
        Path empty = folder.resolve(EMPTY);
        Files.createDirectories(Objects.requireNonNull(empty.getParent()));
        Files.createFile(empty);
        List.of(
                        "wrote " + folder,
                        "  ./sluice up --app " + folder + "        runs it; `mvn test` in it checks the catalog",
                        "It needs Sluice's libraries in the local Maven repository: `mvn -DskipTests install` in Sluice's folder, once.")
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(folder + " is not a folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException(folder + " is not empty; init writes into a new or empty folder");
            }
        }
    }
}
