package dev.sluice.engine.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes folders with mode 0700 and files with mode 0600, whatever the umask is, and takes away from those that exist what
 * others may do with them. On a file system without POSIX permissions it makes them as they come.
 */
public final class PrivateFiles {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateFiles() {}

    /** Makes the folder and its parents, if they are missing; closes it to others if it is there. */
    public static Path folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, with("rwx------"));
        }
        close(folder);
        return folder;
    }

    /** Makes an empty file if it is missing; closes it to others if it is there. */
    public static Path file(Path file) throws IOException {
        try {
            return Files.createFile(file, with("rw-------"));
        } catch (FileAlreadyExistsException e) {
            close(file);
            return file;
        }
    }

    /** Replaces the file as a whole: whoever reads it, also after a crash, finds what was there before or all of this. */
    public static void write(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), with("rw-------"))) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Closes everything in the folder, and the folder, to others. Links and their targets are left alone.
     *
     * @throws IOException if something belongs to another user
     */
    public static void closeAll(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) throws IOException {
                close(found);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                if (!attributes.isSymbolicLink()) {
                    close(found);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path found, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    /**
     * A folder for temporary files: one for each user, so that what a killed process left there is found and removed.
     * If another user has already created a file of that name, a new one is made.
     */
    public static Path temporaryFolder() {
        Path shared = Path.of(System.getProperty("java.io.tmpdir"));
        Path own = shared.resolve("sluice-" + System.getProperty("user.name"));
        try {
            Path made = Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
                    ? own
                    : Files.createDirectory(own, with("rwx------"));
            close(made);
            return made;
        } catch (IOException taken) {
            return freshFolder(taken);
        }
    }

    private static Path freshFolder(IOException reason) {
        try {
            return Files.createTempDirectory("sluice-", with("rwx------"));
        } catch (IOException e) {
            e.addSuppressed(reason);
            throw new UncheckedIOException("cannot make a folder for temporary files; set -Djava.io.tmpdir", e);
        }
    }

    private static void close(Path file) throws IOException {
        if (!POSIX) {
            return;
        }
        try {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (!OWNERS.containsAll(now)) {
                Set<PosixFilePermission> owners = EnumSet.copyOf(OWNERS);
                owners.retainAll(now);
                Files.setPosixFilePermissions(file, owners);
            }
        } catch (NoSuchFileException e) {
            // Gone meanwhile, as SQLite's log is when the last connection closes: it cannot be read by anyone either.
            return;
        }
    }

    private static FileAttribute<?>[] with(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
