package dev.sluice.engine.sqs.disk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.order.Content;
import dev.sluice.engine.sqs.order.Entry;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;

/**
 * The rows on disk. One for each message, in the order of arrival, without any index besides the number; and one for each
 * message that was received and not deleted soon after, written late: to lose such a row means one redelivery more.
 */
public final class Rows {

    private static final String INSERT =
            "INSERT INTO sqs_message(seq, queue, sent, visible, grp, id, sender, attributes, system, body)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Store store;

    public Rows(Store store) {
        this.store = store;
        store.schema("""
                CREATE TABLE IF NOT EXISTS sqs_message(seq INTEGER PRIMARY KEY, queue INTEGER NOT NULL, sent INTEGER NOT NULL,
                    visible INTEGER NOT NULL, grp TEXT, id TEXT NOT NULL, sender TEXT NOT NULL, attributes TEXT, system TEXT,
                    body TEXT NOT NULL);
                CREATE TABLE IF NOT EXISTS sqs_receipt(seq INTEGER PRIMARY KEY, receives INTEGER NOT NULL, first INTEGER NOT NULL,
                    received INTEGER NOT NULL, visible INTEGER NOT NULL)""");
    }

    public void insert(Tx tx, long queue, Entry entry, Content content) throws SQLException {
        PreparedStatement insert = tx.prepare(INSERT);
        insert.setLong(1, entry.seq);
        insert.setLong(2, queue);
        insert.setLong(3, entry.sent);
        insert.setLong(4, entry.visibleAt);
        text(insert, 5, entry.group);
        insert.setString(6, content.id());
        insert.setString(7, content.sender());
        text(insert, 8, content.attributes().isEmpty() ? "" : Json.text(content.attributes()));
        text(insert, 9, content.system().isEmpty() ? "" : Json.text(content.system()));
        insert.setString(10, content.body());
        insert.executeUpdate();
    }

    private static void text(PreparedStatement statement, int index, String text) throws SQLException {
        if (text.isEmpty()) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, text);
        }
    }

    /** Deletes a message; whether it was there. */
    public boolean delete(Tx tx, Entry entry) throws SQLException {
        boolean deleted = delete(tx, entry.seq);
        if (entry.receiptStored) {
            tx.update("DELETE FROM sqs_receipt WHERE seq = ?", entry.seq);
        }
        return deleted;
    }

    private static boolean delete(Tx tx, long seq) throws SQLException {
        PreparedStatement delete = tx.prepare("DELETE FROM sqs_message WHERE seq = ?");
        delete.setLong(1, seq);
        return delete.executeUpdate() > 0;
    }

    void deleteAll(Tx tx, List<Long> numbers) throws SQLException {
        for (long seq : numbers) {
            delete(tx, seq);
            tx.update("DELETE FROM sqs_receipt WHERE seq = ?", seq);
        }
    }

    /** What is known of the receives of a message at one moment. */
    public record Receipt(Entry entry, int receives, long first, long received, long visible) {}

    public void save(Tx tx, Receipt receipt) throws SQLException {
        receipt.entry.receiptStored = true;
        tx.update(
                "INSERT OR REPLACE INTO sqs_receipt(seq, receives, first, received, visible) SELECT seq, ?, ?, ?, ?"
                        + " FROM sqs_message WHERE seq = ?",
                receipt.receives,
                receipt.first,
                receipt.received,
                receipt.visible,
                receipt.entry.seq);
    }

    /** The content of a message; empty if it was deleted meanwhile. */
    public Optional<Content> content(Entry entry) {
        return store
                .read(tx -> tx.query(
                        Rows::content,
                        "SELECT id, body, sender, attributes, system FROM sqs_message WHERE seq = ?",
                        entry.seq))
                .stream()
                .findFirst();
    }

    private static Content content(ResultSet row) throws SQLException {
        String body = row.getString(2);
        return new Content(
                row.getString(1),
                body,
                Md5.of(body),
                row.getString(3),
                object(row.getString(4)),
                object(row.getString(5)));
    }

    private static ObjectNode object(@org.jspecify.annotations.Nullable String text) {
        return text == null ? Json.object() : (ObjectNode) Json.parseTrusted(text);
    }

    /** Receives a message's row at start. */
    @FunctionalInterface
    public interface Reader {
        void row(long queue, Entry entry);
    }

    /** Reads all messages, without their content, oldest first. */
    public void load(Reader reader) {
        store.read(tx -> tx.query(
                row -> {
                    Entry entry =
                            new Entry(row.getLong(1), orEmpty(row.getString(3)), row.getLong(4), row.getLong(5), null);
                    entry.receives = row.getInt(6);
                    entry.receiptStored = !row.wasNull();
                    if (entry.receives > 0) {
                        entry.firstReceived = row.getLong(7);
                        entry.received = row.getLong(8);
                        entry.visibleAt = row.getLong(9);
                    }
                    reader.row(row.getLong(2), entry);
                    return true;
                },
                "SELECT m.seq, m.queue, m.grp, m.sent, m.visible, r.receives, r.first, r.received, r.visible"
                        + " FROM sqs_message m LEFT JOIN sqs_receipt r ON r.seq = m.seq ORDER BY m.seq"));
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
