package dev.sluice.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a demonstration leaves its data.
 *
 * @param path the folder, which had no data before
 */
public record DemoFolder(Path path) {

    /** Deletes what the last demonstration left in a folder that only demonstrations use. */
    public static DemoFolder replaced(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            requireUnused(folder);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(DemoFolder::delete);
            }
        }
        return new DemoFolder(folder);
    }

    /** @throws IllegalArgumentException if something is in the folder */
    public static DemoFolder empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            "--data: " + folder + " is not empty; a demo needs an empty folder");
                }
            }
        }
        return new DemoFolder(folder.toAbsolutePath().normalize());
    }

    /** What a reader may do after the demonstration. */
    public List<String> next(boolean replacedByNext) {
        return List.of(
                "",
                "To look closer: the data is kept, so you can explain any id above once the stack runs on it again",
                "  ./sluice up --data " + path,
                "  ./sluice explain --data " + path + " ID        (in another shell)",
                "  rm -r " + path + "        (deletes it" + (replacedByNext ? "; the next demo does, too)" : ")"),
                "Next: `./sluice up` starts your own stack; README.md shows what to send to it.");
    }

    private static void requireUnused(Path folder) throws IOException {
        try (FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!locks(lock)) {
                throw new IllegalStateException("the data of the last demo, " + folder
                        + ", is in use by a running engine; stop it, or choose another folder with --data");
            }
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what the last demo left", e);
        }
    }
}
