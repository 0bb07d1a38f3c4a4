package dev.sluice.engine.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;

/** The folder with everything durable, as an engine finds it at its start. */
public final class DataFolder {

    public static final String DATABASE = "sluice.db";

    private DataFolder() {}

    /**
     * Makes the folder if it is missing, and closes it and all that is in it to other users.
     *
     * @throws IllegalStateException if it belongs to another user, or is a shared one such as {@code /tmp}
     */
    public static void close(Path folder) throws IOException {
        if (shared(folder)) {
            throw new IllegalStateException(
                    "the folder " + folder + " is open to everyone and holds other files: choose"
                            + " an empty folder, or one of your own, with --data");
        }
        PrivateFiles.folder(folder);
        try {
            PrivateFiles.closeAll(folder);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data folder " + folder + " cannot be closed to other users (" + e.getMessage()
                            + "): it and all its files must belong to the user who runs the engine",
                    e);
        }
    }

    /**
     * Makes the keys of a new data folder; a used one must have them.
     *
     * @param used whether it holds data
     * @throws IllegalStateException if a key is missing or damaged
     */
    public static void requireKeys(Path folder, boolean used) {
        for (KeyFile key : KeyFile.values()) {
            key.require(folder, used);
        }
    }

    private static boolean shared(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(DATABASE))) {
            return false;
        }
        var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (view == null || !view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }
}
