package dev.sluice.engine.events.lane;

import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The deliveries under way, on disk. Those of one target lie together: first the ones never tried, in the order of arrival,
 * then the others by when they are due.
 */
public final class DeliveryTable {

    private static final String COLUMNS =
            "target, due, id, event_id, subject, ingested, event, payload, parameters, trace,"
                    + " attempts, code, message";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM event_delivery WHERE target = ? AND ";

    private final Store store;
    private final AtomicLong last;

    public DeliveryTable(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS event_delivery(target TEXT, due INTEGER, id INTEGER, event_id TEXT NOT NULL,
                    subject TEXT NOT NULL, ingested INTEGER NOT NULL, event TEXT NOT NULL, payload TEXT NOT NULL,
                    parameters TEXT NOT NULL, trace TEXT NOT NULL, attempts INTEGER NOT NULL, code TEXT NOT NULL,
                    message TEXT NOT NULL, PRIMARY KEY(target, due, id)) WITHOUT ROWID""");
        this.last = new AtomicLong(
                store.read(tx -> tx.query(row -> row.getLong(1), "SELECT coalesce(max(id), 0) FROM event_delivery"))
                        .get(0));
    }

    /** Adds a delivery; the answer has its id. On the writer thread, so ids follow the order of commits. */
    public Delivery add(Tx tx, Delivery delivery) throws SQLException {
        Delivery numbered = delivery.numbered(last.incrementAndGet());
        insert(tx, numbered);
        return numbered;
    }

    public void remove(Tx tx, Delivery delivery) throws SQLException {
        tx.update(
                "DELETE FROM event_delivery WHERE target = ? AND due = ? AND id = ?",
                delivery.content().target(),
                delivery.due(),
                delivery.id());
    }

    public void replace(Tx tx, Delivery old, Delivery next) throws SQLException {
        remove(tx, old);
        insert(tx, next);
    }

    /** The keys of the targets that have deliveries. */
    public List<String> targets() {
        return store.read(tx -> tx.query(row -> row.getString(1), """
                WITH RECURSIVE t(target) AS (SELECT min(target) FROM event_delivery
                    UNION ALL SELECT (SELECT min(target) FROM event_delivery WHERE target > t.target) FROM t
                        WHERE t.target IS NOT NULL)
                SELECT target FROM t WHERE target IS NOT NULL"""));
    }

    /** Deliveries never tried, from after an id on. */
    List<Delivery> fresh(String target, long after, int most) {
        return store.read(tx ->
                tx.query(DeliveryTable::read, SELECT + "due = 0 AND id > ? ORDER BY id LIMIT ?", target, after, most));
    }

    /** Deliveries to be tried again by now. */
    List<Delivery> due(String target, Instant now, int most) {
        return store.read(tx -> tx.query(
                DeliveryTable::read,
                SELECT + "due BETWEEN 1 AND ? ORDER BY due, id LIMIT ?",
                target,
                now.toEpochMilli(),
                most));
    }

    /** When the next delivery is due after now, in epoch milliseconds; empty if there is none. */
    List<Long> next(String target, Instant now) {
        return store.read(tx -> tx.query(
                row -> row.getLong(1),
                "SELECT due FROM event_delivery WHERE target = ? AND due > ? ORDER BY due LIMIT 1",
                target,
                now.toEpochMilli()));
    }

    private static void insert(Tx tx, Delivery delivery) throws SQLException {
        DeliveryContent content = delivery.content();
        PreparedStatement insert = tx.prepare(
                "INSERT INTO event_delivery(" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.setString(1, content.target());
        insert.setLong(2, delivery.due());
        insert.setLong(3, delivery.id());
        insert.setString(4, content.eventId());
        insert.setString(5, content.subject());
        insert.setLong(6, content.ingested().toEpochMilli());
        insert.setString(7, content.event());
        insert.setString(8, content.payload());
        insert.setString(9, content.parameters());
        insert.setString(10, content.trace());
        insert.setInt(11, delivery.attempts());
        insert.setString(12, delivery.code());
        insert.setString(13, delivery.message());
        insert.executeUpdate();
    }

    private static Delivery read(ResultSet row) throws SQLException {
        DeliveryContent content = new DeliveryContent(
                row.getString(1),
                row.getString(4),
                row.getString(5),
                Instant.ofEpochMilli(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10));
        return new Delivery(
                row.getLong(3), row.getLong(2), row.getInt(11), row.getString(12), row.getString(13), content);
    }
}
