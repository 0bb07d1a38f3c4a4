package dev.sluice.engine.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says in an operator's words why a database cannot be used: which file, the cause, and what to do. */
public final class Damage {

    /** Extended result codes have the primary one in their lowest byte. */
    private static final int PRIMARY = 0xFF;

    /** A database cannot be opened with less room than its own small files need. */
    private static final long LEAST_ROOM = 1 << 20;

    private static final Set<Integer> DISK = Set.of(
            SQLiteErrorCode.SQLITE_IOERR.code, SQLiteErrorCode.SQLITE_CANTOPEN.code, SQLiteErrorCode.SQLITE_FULL.code);

    private Damage() {}

    /** The failure with its cause in words; {@code otherwise} in front of SQLite's own if it is none of the known ones. */
    public static StoreException of(Path database, String otherwise, Throwable failure) {
        String words = words(database, failure).orElse(otherwise + " " + database + ": " + failure.getMessage());
        return new StoreException(words, failure);
    }

    /** What the failure means, if it comes from the state of the database or of its disk. */
    public static Optional<String> words(Path database, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> words = cause instanceof SQLException sql ? words(database, code(sql)) : Optional.empty();
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }

    /** Whether it is the disk, rather than what is on it. */
    static boolean isOfDisk(SQLException failure) {
        return DISK.contains(code(failure));
    }

    private static int code(SQLException failure) {
        int code = failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code : failure.getErrorCode();
        return code & PRIMARY;
    }

    private static Optional<String> words(Path database, int code) {
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return Optional.of(database + " has damaged pages: restore it from a backup");
        }
        if (code == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return Optional.of(database + " is not an SQLite database: restore it from a backup");
        }
        if (DISK.contains(code) && (room(database) < LEAST_ROOM || code == SQLiteErrorCode.SQLITE_FULL.code)) {
            return Optional.of("the disk of " + database + " is full (" + room(database)
                    + " bytes are free): make room, then start again; nothing is lost");
        }
        if (code == SQLiteErrorCode.SQLITE_READONLY.code || code == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
            return Optional.of(
                    database + " cannot be opened for writing: check the permissions of the file and its folder");
        }
        return code == SQLiteErrorCode.SQLITE_IOERR.code
                ? Optional.of("the disk of " + database + " does not read or write it: check the disk")
                : Optional.empty();
    }

    private static long room(Path database) {
        try {
            Path folder = database.toAbsolutePath().getParent();
            return folder == null ? Long.MAX_VALUE : Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
