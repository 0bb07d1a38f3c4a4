package dev.sluice.engine.store;

import dev.sluice.engine.files.PrivateFiles;
import dev.sluice.engine.store.file.Damage;
import dev.sluice.engine.store.file.Database;
import dev.sluice.engine.store.file.Format;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.sqlite.SQLiteConfig;

/**
 * The engine's durable store: one SQLite database in write-ahead-log mode with {@code synchronous=FULL}.
 *
 * <p>All writes run on one thread, which commits many of them together; a write's future completes after the commit
 * that holds it is on disk. Reads run on the caller's thread against the last commit. This class is thread-safe.
 */
public final class Store implements AutoCloseable {

    /** Pages of SQLite's log that are kept before they are copied into the database. */
    static final int LOG_PAGES = 4000;

    private static final int CACHE_KIB = 32_768;
    private static final Properties PROPERTIES = new Properties();

    static {
        // The driver unpacks its native library there.
        System.getProperties()
                .computeIfAbsent(
                        "org.sqlite.tmpdir",
                        unset -> PrivateFiles.temporaryFolder().toString());
        // Generated keys are never used, and the driver would run one more query per insert to fetch them.
        PROPERTIES.setProperty(SQLiteConfig.Pragma.JDBC_GET_GENERATED_KEYS.getPragmaName(), "false");
    }

    private final Path database;
    private final Writer writer;
    private final ConcurrentLinkedDeque<Tx> readers = new ConcurrentLinkedDeque<>();
    /** Held for reading by each query, and for writing to close: no query outlives the store or reopens its files. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private final List<Runnable> beforeClose = new CopyOnWriteArrayList<>();

    private boolean closed;

    private Store(Path folder, Reserve reserve) throws SQLException {
        this.database = folder.resolve(Database.FILE);
        Connection connection = connect();
        try {
            Format.bring(connection, folder);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        this.writer = new Writer(connection, reserve);
    }

    /**
     * Opens, and creates if missing, the store in {@code folder}; one of an older format is backed up and brought to the current.
     *
     * @throws StoreException with the file and the cause, if it is damaged, newer than this program, or the disk is full
     */
    public static Store open(Path folder) {
        return open(folder, Reserve.Disk::of);
    }

    /** @param disk the disk of a folder, in whose place a test puts one that is full */
    static Store open(Path folder, DiskOf disk) {
        try {
            // SQLite gives its log and its index the mode of the database.
            PrivateFiles.file(PrivateFiles.folder(folder).resolve(Database.FILE));
            return new Store(folder, new Reserve(folder, disk.of(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the data folder " + folder, e);
        } catch (SQLException e) {
            throw Damage.of(folder.resolve(Database.FILE), "cannot open", e);
        }
    }

    /** Finds the disk that a folder is on. */
    interface DiskOf {
        Reserve.Disk of(Path folder) throws IOException;
    }

    /**
     * From now on a part of the disk is kept for writes that free something ({@link #free}); the others fail with
     * {@link DiskException} while no more than that is left. Until then, that is while the engine starts, all may use it.
     */
    public void keepReserve() {
        writer.guard();
    }

    /** Runs data-definition statements, each separated by a semicolon; they must be idempotent. */
    public void schema(String ddl) {
        free(tx -> {
            for (String statement : ddl.split(";")) {
                if (!statement.isBlank()) {
                    tx.execute(statement);
                }
            }
            return true;
        });
    }

    /**
     * Queues a write. The write runs alone in a savepoint: if it throws, its changes are undone and only its own future
     * fails. The future completes on the writer thread, after the commit is on disk: dependents MUST be short.
     *
     * @throws StoreBusyException if the queue of writes is full
     */
    public <T> CompletableFuture<T> submit(Write<T> write) {
        return writer.submit(write, false);
    }

    /**
     * Like {@link #submit}, for a write that frees more room than it takes, such as a delete, or without which nothing could be
     * freed, such as the position of a reader: it is taken while the disk is nearly full, too.
     */
    public <T> CompletableFuture<T> submitFreeing(Write<T> write) {
        return writer.submit(write, true);
    }

    /** Like {@link #submitFreeing}, and waits. Throws what the write threw. MUST NOT be called on the writer thread. */
    public <T> T free(Write<T> write) {
        return await(submitFreeing(write));
    }

    /** Like {@link #submit}, and waits. Throws what the write threw. MUST NOT be called on the writer thread. */
    public <T> T write(Write<T> write) {
        return await(submit(write));
    }

    /** Waits for a write's future and throws the write's own exception rather than a wrapper. */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Runs a query against the last commit, on the caller's thread.
     *
     * @throws IllegalStateException if the store is closed
     */
    public <T> T read(Write<T> query) {
        open.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return readOpen(query);
        } finally {
            open.readLock().unlock();
        }
    }

    private <T> T readOpen(Write<T> query) {
        Tx reader = readers.pollFirst();
        try {
            if (reader == null) {
                reader = new Tx(connect());
            }
            T result = query.apply(reader);
            readers.addFirst(reader);
            return result;
        } catch (SQLException e) {
            if (reader != null) {
                reader.close();
            }
            throw Damage.of(database, "cannot read", e);
        } catch (RuntimeException e) {
            if (reader != null) {
                readers.addFirst(reader);
            }
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database, PROPERTIES);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("PRAGMA busy_timeout=10000");
            statement.execute("PRAGMA temp_store=MEMORY");
            statement.execute("PRAGMA wal_autocheckpoint=" + LOG_PAGES);
            statement.execute("PRAGMA cache_size=-" + CACHE_KIB);
        }
        return connection;
    }

    /** Runs {@code stop} when the store is about to close: whoever works on it on a thread of its own stops there. */
    public void beforeClose(Runnable stop) {
        beforeClose.add(stop);
    }

    /** Commits what is queued, waits for the queries that run, then closes. */
    @Override
    public void close() {
        beforeClose.forEach(Runnable::run);
        writer.close();
        open.writeLock().lock();
        try {
            closed = true;
            readers.forEach(Tx::close);
            readers.clear();
        } finally {
            open.writeLock().unlock();
        }
    }
}
