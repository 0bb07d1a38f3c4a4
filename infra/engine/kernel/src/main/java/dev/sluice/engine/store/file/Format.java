package dev.sluice.engine.store.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The format of a data folder, kept as SQLite's {@code user_version}. The table {@code format} says which program brought it to
 * each version, so that an older program can say which one is needed.
 */
public final class Format {

    /** The version of this program: that of its jar, or {@code development} where its classes are not in one. */
    public static final String PROGRAM =
            Objects.requireNonNullElse(Format.class.getPackage().getImplementationVersion(), "development");

    /** The statements that lead from each version to the next; the first one from 0, before versions were counted. */
    private static final List<String> STEPS =
            List.of("CREATE TABLE format(version INTEGER PRIMARY KEY, program TEXT NOT NULL)");

    /** The version that this program reads and writes. */
    public static final int CURRENT = STEPS.size();

    private Format() {}

    /**
     * Brings a database to the current format. One that is older and not empty is backed up first, to {@code before-format-N} in
     * the data folder.
     *
     * @param data the data folder
     * @throws StoreException if it is newer than this program
     */
    public static void bring(Connection connection, Path data) throws SQLException {
        int version = version(connection);
        if (version > CURRENT) {
            throw new StoreException("the data in " + data + " has format " + version + ", and this program, sluice "
                    + PROGRAM + ", reads "
                    + CURRENT + " and older. Start it with " + writer(connection, version)
                    + ", or restore a backup that was made before");
        }
        if (version == CURRENT) {
            return;
        }
        if (number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
            Backup.take(data, free(data, "before-format-" + CURRENT));
        }
        migrate(connection, version);
    }

    private static void migrate(Connection connection, int from) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (int version = from; version < CURRENT; version++) {
                statement.execute(STEPS.get(version));
                try (PreparedStatement note =
                        connection.prepareStatement("INSERT INTO format(version, program) VALUES (?, ?)")) {
                    note.setInt(1, version + 1);
                    note.setString(2, PROGRAM);
                    note.executeUpdate();
                }
            }
            statement.execute("PRAGMA user_version=" + CURRENT);
            statement.execute("COMMIT");
        }
    }

    static int version(Connection connection) throws SQLException {
        return number(connection, "PRAGMA user_version");
    }

    private static String writer(Connection connection, int version) {
        try (PreparedStatement query = connection.prepareStatement("SELECT program FROM format WHERE version = ?")) {
            query.setInt(1, version);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? "sluice " + found.getString(1) + " or newer" : "the newer sluice that wrote it";
            }
        } catch (SQLException e) {
            // A newer format need not have this table.
            return "the newer sluice that wrote it";
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getInt(1) : 0;
        }
    }

    /** The backup of an attempt that was interrupted stays as it is. */
    private static Path free(Path data, String name) {
        Path folder = data.resolve(name);
        for (int i = 2; Files.exists(folder); i++) {
            folder = data.resolve(name + "-" + i);
        }
        return folder;
    }
}
