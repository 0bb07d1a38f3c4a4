package dev.sluice.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.store.file.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A small durable map of records kept as JSON, all of it in memory too: the control-plane state of a service (its queues,
 * rules, pipes ...). Sorted by id. Thread-safe.
 *
 * @param <T> a record that Jackson can write and read
 */
public final class Documents<T> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final String kind;
    private final Class<T> type;
    private final Map<String, T> all = new ConcurrentSkipListMap<>();

    public Documents(Store store, String kind, Class<T> type) {
        this.store = store;
        this.kind = kind;
        this.type = type;
        store.schema(
                "CREATE TABLE IF NOT EXISTS document(kind TEXT, id TEXT, body TEXT, PRIMARY KEY(kind, id)) WITHOUT ROWID");
        store.read(tx -> tx.query(
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        "SELECT id, body FROM document WHERE kind = ?",
                        kind))
                .forEach(entry -> all.put(entry.getKey(), parse(entry.getValue())));
    }

    public Optional<T> get(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** Whether it is on disk; {@link #get} learns of a removal a moment after its commit. */
    public boolean isStored(String id) {
        return !store.read(tx -> tx.query(row -> true, "SELECT 1 FROM document WHERE kind = ? AND id = ?", kind, id))
                .isEmpty();
    }

    /** All of them, sorted by id. */
    public List<T> list() {
        return List.copyOf(all.values());
    }

    /** Writes and waits until it is on disk. One that does not grow, such as a rule that loses a target, needs no room. */
    public void put(String id, T document) {
        Write<Boolean> write = tx -> {
            put(tx, id, document);
            return true;
        };
        T before = all.get(id);
        if (before != null && format(document).length() <= format(before).length()) {
            store.free(write);
        } else {
            store.write(write);
        }
    }

    /** Writes within a larger write; readers see it after the commit. */
    public void put(Tx tx, String id, T document) throws SQLException {
        tx.update("INSERT OR REPLACE INTO document(kind, id, body) VALUES (?, ?, ?)", kind, id, format(document));
        tx.afterCommit(() -> all.put(id, document));
    }

    public void remove(String id) {
        store.free(tx -> {
            remove(tx, id);
            return true;
        });
    }

    public void remove(Tx tx, String id) throws SQLException {
        tx.update("DELETE FROM document WHERE kind = ? AND id = ?", kind, id);
        tx.afterCommit(() -> all.remove(id));
    }

    private T parse(String body) {
        try {
            return JSON.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored " + kind + " cannot be read", e);
        }
    }

    private String format(T document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new StoreException("a " + kind + " cannot be stored", e);
        }
    }
}
