package dev.sluice.cdk.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.lambda.Code;

/**
 * Lays out jars as the code of functions: {@code lib/} with the jar, and {@code catalog/} for Sluice's own.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-package.html">Java functions: jars lie in lib</a>
 */
public final class FunctionCode {

    private static final String BUNDLED = "/META-INF/sluice/functions.jar";
    private static final String JAR = "lib/sluice-functions.jar";

    private FunctionCode() {}

    /** The code of an app's own functions. */
    public static Folder of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException("there is no " + jar + "; `mvn package` makes it");
        }
        try {
            Folder folder = new Folder(Files.createTempDirectory("sluice-code-"));
            Files.createDirectories(folder.path.resolve("lib"));
            Files.copy(jar, folder.path.resolve("lib").resolve(jar.getFileName().toString()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param jar Sluice's functions; empty for those that this library brings */
    public static Folder product(Optional<Path> jar, Path catalog) {
        try (InputStream bytes = jar.isPresent() ? Files.newInputStream(jar.get()) : bundled()) {
            Folder folder = new Folder(Files.createTempDirectory("sluice-code-"));
            Path to = folder.path.resolve(JAR);
            Files.createDirectories(to.resolveSibling("."));
            Files.copy(bytes, to);
            copy(catalog, folder.path.resolve("catalog"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream bundled() {
        InputStream bytes = FunctionCode.class.getResourceAsStream(BUNDLED);
        if (bytes == null) {
            throw new IllegalStateException(
                    "this build of sluice-cdk brings no functions; `mvn package` of infra/cdk puts them in, or name their jar with"
                            + " SluiceProps.functions");
        }
        return bytes;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /**
     * A temporary folder. CDK copies what a function is made of when the function is made, so that this can be closed after that.
     *
     * @param path the folder
     */
    public record Folder(Path path) implements AutoCloseable {

        /** What CDK's own {@code Function} takes. */
        public Code code() {
            return Code.fromAsset(path.toString());
        }

        @Override
        public void close() {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
