package dev.sluice.engine.lambda.async;

import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The table of asynchronous invocations. */
final class EventStore {

    /** What is known of an event without its payload. */
    record Due(long id, String function, Instant at) {}

    private final Store store;

    EventStore(Store store) {
        this.store = store;
        store.schema(
                "CREATE TABLE IF NOT EXISTS lambda_event(id INTEGER PRIMARY KEY AUTOINCREMENT, region TEXT, account TEXT,"
                        + " name TEXT, qualifier TEXT, request TEXT, payload BLOB, accepted INTEGER, due INTEGER, attempts INTEGER,"
                        + " throttles INTEGER);"
                        + "CREATE TABLE IF NOT EXISTS lambda_event_trace(id INTEGER PRIMARY KEY, trace TEXT NOT NULL)");
    }

    /** Returns when the event is on disk; {@code added} is called with its id after the commit. */
    void add(Event event, LongConsumer added) {
        store.write(tx -> {
            FunctionRef ref = event.ref();
            tx.update(
                    "INSERT INTO lambda_event(region, account, name, qualifier, request, payload, accepted, due, attempts,"
                            + " throttles) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                    ref.region(),
                    ref.account(),
                    ref.name(),
                    ref.qualifier(),
                    event.requestId(),
                    event.payload(),
                    event.accepted().toEpochMilli(),
                    event.accepted().toEpochMilli());
            long id = tx.query(row -> row.getLong(1), "SELECT last_insert_rowid()")
                    .get(0);
            if (!event.trace().isEmpty()) {
                tx.update("INSERT INTO lambda_event_trace(id, trace) VALUES (?, ?)", id, event.trace());
            }
            tx.afterCommit(() -> added.accept(id));
            return id;
        });
    }

    Optional<Event> find(long id) {
        return store
                .read(tx -> tx.query(
                        EventStore::event,
                        "SELECT e.id, region, account, name, qualifier, request, payload, accepted, attempts, throttles,"
                                + " coalesce(trace, '') FROM lambda_event e LEFT JOIN lambda_event_trace t ON t.id = e.id"
                                + " WHERE e.id = ?",
                        id))
                .stream()
                .findFirst();
    }

    List<Due> all() {
        return store.read(tx -> tx.query(
                row -> new Due(
                        row.getLong(1),
                        row.getString(2) + "/" + row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4))),
                "SELECT id, account, name, due FROM lambda_event ORDER BY due, id"));
    }

    void later(long id, Instant due, int attempts, int throttles) {
        store.write(tx -> tx.update(
                "UPDATE lambda_event SET due = ?, attempts = ?, throttles = ? WHERE id = ?",
                due.toEpochMilli(),
                attempts,
                throttles,
                id));
    }

    void remove(long id) {
        store.free(tx -> remove(tx, id));
    }

    private static int remove(Tx tx, long id) throws SQLException {
        tx.update("DELETE FROM lambda_event_trace WHERE id = ?", id);
        return tx.update("DELETE FROM lambda_event WHERE id = ?", id);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                new FunctionRef(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                row.getString(6),
                row.getBytes(7),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getInt(9),
                row.getInt(10));
    }
}
