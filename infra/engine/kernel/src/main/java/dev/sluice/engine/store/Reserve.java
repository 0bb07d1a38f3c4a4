package dev.sluice.engine.store;

import dev.sluice.engine.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room on the disk for what makes room, since a delete has to be written too: while the disk is nearly full, only writes
 * that free something are taken. A file of zeros is held besides, and given back when others have filled the disk. Used by
 * the writer's thread alone.
 */
final class Reserve {

    /** The disk that the data folder is on, in bytes. */
    interface Disk {
        long usable() throws IOException;

        long total() throws IOException;

        static Disk of(Path folder) throws IOException {
            FileStore store = Files.getFileStore(folder);
            return new Disk() {
                @Override
                public long usable() throws IOException {
                    return store.getUsableSpace();
                }

                @Override
                public long total() throws IOException {
                    return store.getTotalSpace();
                }
            };
        }
    }

    enum Level {
        AMPLE,
        /** The operator is warned, and SQLite's log is kept short. */
        TIGHT,
        /** Only writes that free something are taken. */
        LOW
    }

    private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);

    private static final long MIB = 1 << 20;
    private static final long LARGEST = 16 * MIB;
    private static final long SMALLEST = MIB / 4;
    private static final long WARN_BELOW = 512 * MIB;

    private final Path folder;
    private final Path file;
    private final Disk disk;
    private final long size;
    private final long tight;
    private Level level = Level.AMPLE;

    Reserve(Path folder, Disk disk) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("reserve");
        this.disk = disk;
        this.size = Math.max(SMALLEST, Math.min(LARGEST, disk.total() / 16));
        this.tight = Math.min(WARN_BELOW, disk.total() / 2);
    }

    /** How many bytes SQLite's log may have while the disk is not {@link Level#AMPLE}. */
    long logLimit() {
        return size / 4;
    }

    Level level() {
        return level;
    }

    /**
     * Looks at the disk again.
     *
     * @param reusable how many bytes of the database are free to be used again; asked only if the disk is not ample
     */
    Level check(LongSupplier reusable) {
        try {
            long usable = disk.usable();
            change(judge(usable, reusable), usable);
            keep(usable);
        } catch (IOException e) {
            LOG.debug("the free space of {} is not known", folder, e);
        }
        return level;
    }

    private Level judge(long usable, LongSupplier reusable) {
        if (usable >= tight) {
            return Level.AMPLE;
        }
        // What is free inside the database can be written to; the log that leads there needs the disk.
        long kept = level == Level.LOW ? size + size / 4 : size;
        boolean low = usable < size / 4 || usable + reusable.getAsLong() < kept;
        return low ? Level.LOW : Level.TIGHT;
    }

    private void change(Level next, long usable) {
        if (next == level) {
            return;
        }
        Level before = level;
        level = next;
        if (next == Level.LOW) {
            LOG.error(
                    "{} Writes are refused as throttled; reads and deletes go on. Make room on that disk, or delete messages"
                            + " and items; no restart is needed.",
                    state());
        } else if (before == Level.LOW) {
            LOG.warn("the data folder {} takes data again: {} are free", folder, mib(usable));
        } else if (next == Level.TIGHT) {
            LOG.warn(
                    "only {} are free for the data folder {}; below {} it takes deletes and reads only. Make room on that disk.",
                    mib(usable),
                    folder,
                    mib(size));
        }
    }

    /** What the operator needs to know: where, how much is left and how much is kept. */
    String state() {
        return "the data folder " + folder + " takes no more data: " + free() + " are free, and " + mib(size)
                + " are kept for deletes.";
    }

    /** How much of the disk is free, in words. */
    String free() {
        try {
            return mib(disk.usable());
        } catch (IOException e) {
            return "an unknown number of bytes";
        }
    }

    Path folder() {
        return folder;
    }

    private void keep(long usable) throws IOException {
        if (level == Level.LOW && usable < size / 4) {
            Files.deleteIfExists(file);
        } else if (level == Level.AMPLE) {
            Files.deleteIfExists(file);
        } else if (usable >= 3 * size && !Files.exists(file)) {
            PrivateFiles.write(file, new byte[(int) size]);
        }
    }

    private static String mib(long bytes) {
        return bytes >= 10 * MIB ? bytes / MIB + " MiB" : bytes / 1024 + " KiB";
    }
}
