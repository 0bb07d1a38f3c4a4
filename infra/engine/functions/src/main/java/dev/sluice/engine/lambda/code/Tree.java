package dev.sluice.engine.lambda.code;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.lambda.function.Code;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders: hashed, copied and deleted whole. */
final class Tree {

    static final int MOST_FILES = 200_000;

    private Tree() {}

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    /** The hash covers names and contents. */
    static Code code(Path folder) throws IOException {
        MessageDigest whole = digest();
        long size = 0;
        for (Path file : files(folder)) {
            whole.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            byte[] content = Files.readAllBytes(file);
            whole.update(digest().digest(content));
            size += content.length;
            if (size > LambdaLimits.UNZIPPED) {
                throw tooLarge();
            }
        }
        return new Code(HexFormat.of().formatHex(whole.digest()), size);
    }

    /** Differs from what it was when a file of the folder has changed: its path, and each file's name, size and time. */
    static String state(Path folder) throws IOException {
        StringBuilder state = new StringBuilder(folder.toAbsolutePath().toString());
        for (Path file : files(folder)) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            state.append('\n')
                    .append(folder.relativize(file))
                    .append(' ')
                    .append(attributes.size())
                    .append(' ')
                    .append(attributes.lastModifiedTime());
        }
        return state.toString();
    }

    static AwsException tooLarge() {
        return LambdaErrors.invalid("Unzipped size must be smaller than " + LambdaLimits.UNZIPPED + " bytes");
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /**
     * The files of a folder and of the folders in it, links followed as far as they stay inside.
     *
     * @throws IOException if one leads outside, or if they are too many or too large together; nothing of them was read then
     */
    private static List<Path> files(Path folder) throws IOException {
        Path root = folder.toRealPath();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            private long left = LambdaLimits.UNZIPPED;

            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) throws IOException {
                requireInside(root, inner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // A link to nothing has the attributes of a link.
                if (attributes.isRegularFile()) {
                    requireInside(root, file);
                    files.add(file);
                    left -= attributes.size();
                    if (left < 0) {
                        throw tooLarge();
                    }
                    if (files.size() > MOST_FILES) {
                        throw new IOException("it has more than " + MOST_FILES + " files");
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                throw e instanceof FileSystemLoopException
                        ? new IOException("the link " + file + " leads back to a folder that it lies in")
                        : e;
            }
        });
        files.sort(null);
        return files;
    }

    private static void requireInside(Path root, Path file) throws IOException {
        if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(root)) {
            throw new IOException("the link " + file + " leads outside of the package");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}
