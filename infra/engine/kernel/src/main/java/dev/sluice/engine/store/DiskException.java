package dev.sluice.engine.store;

import dev.sluice.engine.store.file.StoreException;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The disk takes no more: it is full, write-protected or broken. Once it is mended, the next write succeeds.
 *
 * @see <a href="https://www.sqlite.org/rescode.html">Result codes of SQLite</a>
 */
public final class DiskException extends StoreBusyException {

    private static final long serialVersionUID = 1L;

    /** Extended result codes have the primary one in their lowest byte. */
    private static final int PRIMARY = 0xFF;

    private static final Set<Integer> CODES = Set.of(
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    DiskException(String message) {
        super(message);
    }

    /** What a failed write means for the one who asked for it. */
    static RuntimeException of(String what, Exception failure) {
        String message = what + ": " + failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite && CODES.contains(sqlite.getResultCode().code & PRIMARY)) {
                return new DiskException(message);
            }
            if (cause instanceof SQLException sql && CODES.contains(sql.getErrorCode() & PRIMARY)) {
                return new DiskException(message);
            }
        }
        return new StoreException(message, failure);
    }
}
