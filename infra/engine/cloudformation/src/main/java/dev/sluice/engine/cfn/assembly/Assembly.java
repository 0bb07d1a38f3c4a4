package dev.sluice.engine.cfn.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder that a template came in. Whatever its files name by a path lies inside, symbolic links followed: a template of
 * third party must not reach the other files of this machine.
 */
public final class Assembly {

    private static final String MANIFEST = "manifest.json";
    private static final int MOST_NESTED = 10;
    private static final String STAGING =
            "; let CDK stage the app's assets in that folder (synthesize without --no-staging)";

    private final Path root;

    private Assembly(Path root) {
        this.root = root;
    }

    /** The assembly that {@code folder} is. */
    public static Assembly of(Path folder) throws IOException {
        return new Assembly(folder.toRealPath());
    }

    /** The outermost assembly that {@code folder} belongs to: stages keep their templates in folders of their own. */
    public static Assembly around(Path folder) throws IOException {
        Path root = folder.toRealPath();
        for (int i = 0; i < MOST_NESTED; i++) {
            Path parent = root.getParent();
            if (parent == null || !Files.isRegularFile(parent.resolve(MANIFEST))) {
                break;
            }
            root = parent;
        }
        return new Assembly(root);
    }

    /**
     * The file or folder that a file in {@code folder} calls {@code name}.
     *
     * @throws IOException whose message says what is wrong with the name, as in "the path X, which ..."
     */
    public Path locate(Path folder, String name) throws IOException {
        Path named;
        try {
            named = folder.toRealPath().resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new IOException("the path " + name + ", which no file can have");
        }
        if (!named.startsWith(root)) {
            throw new IOException("the path " + name + ", which leads outside of " + root + STAGING);
        }
        if (!Files.exists(named)) {
            throw new IOException("the path " + name + ", and there is nothing at " + named);
        }
        if (!named.toRealPath().startsWith(root)) {
            throw new IOException("the path " + name + ", a link that leads outside of " + root + STAGING);
        }
        return named;
    }

    /** Reads a text of at most {@code most} bytes. */
    public static String read(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is not a file" : "there is no such file");
        }
        if (Files.size(file) > most) {
            throw new IOException("it has " + Files.size(file) + " bytes, and at most " + most + " are taken");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
