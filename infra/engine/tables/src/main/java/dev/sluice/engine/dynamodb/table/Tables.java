package dev.sluice.engine.dynamodb.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.store.file.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The tables that exist. Readers see them as of the last commit; a write looks again at its table within its own
 * transaction, so that no write misses an index or a stream that was just made. Thread-safe.
 */
public final class Tables {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<TableName, Table> all = new ConcurrentSkipListMap<>(
            java.util.Comparator.comparing(TableName::account).thenComparing(TableName::name));

    public Tables(Store store) {
        store.schema("""
                CREATE TABLE IF NOT EXISTS ddb_table(id INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL,
                    version INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE(account, name));
                CREATE TABLE IF NOT EXISTS ddb_id(id INTEGER PRIMARY KEY CHECK(id = 1), last INTEGER NOT NULL);
                INSERT OR IGNORE INTO ddb_id(id, last) VALUES (1, 0)""");
        store.read(tx -> tx.query(Tables::read, "SELECT body FROM ddb_table")).forEach(this::show);
    }

    public Optional<Table> find(TableName name) {
        return Optional.ofNullable(all.get(name));
    }

    /** Sorted by account and name. */
    public List<Table> list() {
        return List.copyOf(all.values());
    }

    /** The table of this name, within a write. */
    public Optional<Table> find(Tx tx, TableName name) throws SQLException {
        return tx
                .query(
                        Tables::read,
                        "SELECT body FROM ddb_table WHERE account = ? AND name = ?",
                        name.account(),
                        name.name())
                .stream()
                .findFirst();
    }

    /**
     * The newest version of a table that was read earlier, within a write.
     *
     * @throws AwsException ResourceNotFoundException if it was deleted meanwhile
     */
    public Table current(Tx tx, Table seen) throws SQLException {
        List<Long> version = tx.query(row -> row.getLong(1), "SELECT version FROM ddb_table WHERE id = ?", seen.id());
        if (version.isEmpty()) {
            throw AwsException.of("ResourceNotFoundException", "Requested resource not found");
        }
        if (version.get(0) == seen.version()) {
            return seen;
        }
        return tx.query(Tables::read, "SELECT body FROM ddb_table WHERE id = ?", seen.id())
                .get(0);
    }

    /** Creates or replaces; readers see it after the commit. */
    public void put(Tx tx, Table table) throws SQLException {
        tx.update(
                "INSERT OR REPLACE INTO ddb_table(id, account, name, version, body) VALUES (?, ?, ?, ?, ?)",
                table.id(),
                table.account(),
                table.name(),
                table.version(),
                write(table));
        tx.afterCommit(() -> show(table));
    }

    public void remove(Tx tx, Table table) throws SQLException {
        tx.update("DELETE FROM ddb_table WHERE id = ?", table.id());
        tx.afterCommit(() -> all.remove(new TableName(table.account(), table.name())));
    }

    /** A number for rows of a new table, index or stream. */
    public long nextId(Tx tx) throws SQLException {
        tx.update("UPDATE ddb_id SET last = last + 1");
        return tx.query(row -> row.getLong(1), "SELECT last FROM ddb_id").get(0);
    }

    private void show(Table table) {
        all.put(new TableName(table.account(), table.name()), table);
    }

    private static Table read(ResultSet row) throws SQLException {
        try {
            return JSON.readValue(row.getString(1), Table.class);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored table cannot be read", e);
        }
    }

    private static String write(Table table) {
        try {
            return JSON.writeValueAsString(table);
        } catch (JsonProcessingException e) {
            throw new StoreException("a table cannot be stored", e);
        }
    }
}
