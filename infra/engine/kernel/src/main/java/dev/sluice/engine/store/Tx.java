package dev.sluice.engine.store;

import dev.sluice.engine.store.file.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One connection with its prepared statements. Used by one thread at a time. */
public final class Tx {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private List<Runnable> afterCommit = new ArrayList<>();

    Tx(Connection connection) {
        this.connection = connection;
    }

    /**
     * The prepared statement for {@code sql}, kept for the life of the connection. The caller MUST set every parameter and
     * close any result set before it prepares the same text again.
     */
    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Prepares, binds the arguments in order and runs an INSERT, UPDATE, DELETE or DDL statement; returns the row count. */
    public int update(String sql, @org.jspecify.annotations.Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, arguments);
        return statement.executeUpdate();
    }

    /** Prepares, binds and queries; each row goes through {@code row}. */
    public <T> List<T> query(Row<T> row, String sql, @org.jspecify.annotations.Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, arguments);
        List<T> rows = new ArrayList<>();
        try (var results = statement.executeQuery()) {
            while (results.next()) {
                rows.add(row.map(results));
            }
        }
        return rows;
    }

    /** Runs {@code action} on the writer thread after the commit that holds this write; dropped if the write is undone. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /** Runs a statement that is run over and over, such as {@code COMMIT}. */
    void again(String sql) throws SQLException {
        prepare(sql).execute();
    }

    /** Runs a statement once, such as data definition. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Forgets the prepared statements: the driver closes those that fail, and they would fail for ever. */
    void forgetStatements() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.close();
            } catch (SQLException e) {
                // It was closed before: it is forgotten all the same.
                continue;
            }
        }
        statements.clear();
    }

    List<Runnable> takeAfterCommit() {
        List<Runnable> taken = afterCommit;
        afterCommit = new ArrayList<>();
        return taken;
    }

    private static void bind(PreparedStatement statement, @org.jspecify.annotations.Nullable Object[] arguments)
            throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
    }

    void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("close failed", e);
        }
    }
}
