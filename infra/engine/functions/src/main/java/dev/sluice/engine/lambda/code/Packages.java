package dev.sluice.engine.lambda.code;

import dev.sluice.engine.files.PrivateFiles;
import dev.sluice.engine.lambda.function.Code;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All deployment packages, each in a folder of the data folder that is named by its hash: functions with the same package
 * share it, and a version keeps its code whatever happens to the asset. Thread-safe.
 */
public final class Packages {

    private static final String TASK = "task";
    private static final String JAR = "code.jar";

    private static final int MOST_KNOWN = 1_000;

    private final Path folder;
    /** What was hashed already, by what {@link Tree#state} said: the functions of a template often share their asset. */
    private final Map<String, Code> known = new HashMap<>();

    /** @param data the engine's data folder */
    public Packages(Path data) {
        this.folder = data.resolve("functions");
    }

    /** Takes the folder, zip file or jar at {@code asset}. */
    public Code stage(Path asset) {
        try {
            if (Files.isDirectory(asset)) {
                Code code = code(asset);
                place(code, fresh -> Tree.copy(asset, fresh.resolve(TASK)));
                return code;
            }
            if (!Files.isRegularFile(asset)) {
                throw new IOException("it is neither a file nor a folder");
            }
            if (Files.size(asset) > LambdaLimits.UNZIPPED) {
                throw Tree.tooLarge();
            }
            return unzip(Files.readAllBytes(asset));
        } catch (IOException e) {
            throw LambdaErrors.invalid("The deployment package " + asset + " cannot be taken: " + e.getMessage() + ".");
        }
    }

    private synchronized Code code(Path asset) throws IOException {
        String state = Tree.state(asset);
        Code before = known.get(state);
        if (before != null) {
            return before;
        }
        if (known.size() == MOST_KNOWN) {
            known.clear();
        }
        Code code = Tree.code(asset);
        known.put(state, code);
        return code;
    }

    /** Takes the bytes of a zip file or jar. */
    public Code stage(byte[] zip) {
        try {
            return unzip(zip);
        } catch (IOException e) {
            throw LambdaErrors.invalid(
                    "Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    private Code unzip(byte[] zip) throws IOException {
        Code code = new Code(Tree.hash(zip), zip.length);
        place(code, fresh -> {
            Archive archive = new Archive(zip);
            archive.unpack(fresh.resolve(TASK));
            if (archive.hasClasses()) {
                Files.write(fresh.resolve(JAR), zip);
            }
        });
        return code;
    }

    /** What the function sees as {@code LAMBDA_TASK_ROOT}: every file of the package but the classes. */
    public Path root(Code code) {
        return folder.resolve(code.hash()).resolve(TASK);
    }

    /** The class path, in AWS's order: the package itself, then the jars of its {@code lib} folder by name. */
    public List<Path> classPath(Code code) {
        Path jar = folder.resolve(code.hash()).resolve(JAR);
        List<Path> path = new ArrayList<>();
        path.add(Files.exists(jar) ? jar : root(code));
        Path lib = root(code).resolve("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(path::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + lib, e);
            }
        }
        return path;
    }

    /** Deletes what no function uses any more. */
    public void retain(Set<String> hashes) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(place -> !hashes.contains(place.getFileName().toString()))
                    .forEach(Tree::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private interface Filling {
        void into(Path fresh) throws IOException;
    }

    private synchronized void place(Code code, Filling filling) throws IOException {
        Path place = folder.resolve(code.hash());
        if (Files.isDirectory(place)) {
            return;
        }
        PrivateFiles.folder(folder);
        Path fresh = Files.createTempDirectory(folder, "new");
        try {
            Files.createDirectories(fresh.resolve(TASK));
            filling.into(fresh);
            PrivateFiles.closeAll(fresh);
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Tree.delete(fresh);
        }
    }
}
