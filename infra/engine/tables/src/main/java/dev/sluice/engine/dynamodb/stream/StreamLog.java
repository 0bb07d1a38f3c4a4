package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableStream;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ItemBytes;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.Store;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.time.Time;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of all streams. A record is written in the transaction that changes its item; numbers rise in the order of
 * the commits. Thread-safe.
 */
public final class StreamLog {

    private final Time time;
    private final Documents<Stream> streams;
    private final Consumer<String> signal;
    /** The last number given out, by stream; touched on the writer thread only. */
    private final Map<Long, Long> numbers = new HashMap<>();

    /** @param signal receives a stream's ARN after each commit that added to it */
    public StreamLog(Store store, Time time, Consumer<String> signal) {
        this.time = time;
        this.signal = signal;
        store.schema("""
                CREATE TABLE IF NOT EXISTS ddb_stream_record(stream INTEGER, seq INTEGER, at INTEGER NOT NULL, name TEXT NOT NULL,
                    service INTEGER NOT NULL, size INTEGER NOT NULL, keys BLOB NOT NULL, old BLOB, new BLOB,
                    PRIMARY KEY(stream, seq)) WITHOUT ROWID""");
        this.streams = new Documents<>(store, "dynamodb-stream", Stream.class);
    }

    /** Begins a stream of {@code table}. */
    public void open(Tx tx, Table table, TableStream stream) throws SQLException {
        long now = time.now().toEpochMilli();
        streams.put(
                tx,
                stream.arn(),
                new Stream(
                        stream.id(),
                        stream.arn(),
                        table.account(),
                        table.name(),
                        stream.label(),
                        stream.viewType(),
                        table.key(),
                        now,
                        null,
                        0,
                        0));
    }

    /** Ends a stream: its records stay until they are 24 hours old. */
    public void close(Tx tx, TableStream ended) throws SQLException {
        Optional<Stream> stream = streams.get(ended.arn());
        if (stream.isPresent()) {
            long last = last(tx, stream.get().id());
            streams.put(tx, ended.arn(), stream.get().disabled(time.now().toEpochMilli(), last));
        }
    }

    /** Appends to the table's stream, if it has one that is enabled. */
    public void append(Tx tx, Table table, Change change) throws SQLException {
        TableStream stream = table.stream();
        if (stream == null || !stream.enabled()) {
            return;
        }
        String view = stream.viewType();
        boolean withNew = view.startsWith("NEW");
        boolean withOld = view.equals("OLD_IMAGE") || view.equals("NEW_AND_OLD_IMAGES");
        long number = last(tx, stream.id()) + 1;
        numbers.put(stream.id(), number);
        tx.update(
                "INSERT INTO ddb_stream_record(stream, seq, at, name, service, size, keys, old, new)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                stream.id(),
                number,
                time.now().toEpochMilli(),
                change.name(),
                change.byService() ? 1 : 0,
                Sizes.of(change.keys()) + (withOld ? size(change.old()) : 0) + (withNew ? size(change.next()) : 0),
                ItemBytes.write(change.keys()),
                withOld ? change.oldBytes() : null,
                withNew ? change.nextBytes() : null);
        tx.afterCommit(() -> signal.accept(stream.arn()));
    }

    private static int size(@Nullable Item item) {
        return item == null ? 0 : Sizes.of(item);
    }

    private long last(Tx tx, long stream) throws SQLException {
        Long known = numbers.get(stream);
        if (known == null) {
            known = Math.max(highest(tx, stream), trimmed(stream));
            numbers.put(stream, known);
        }
        return known;
    }

    private long trimmed(long id) {
        return streams.list().stream()
                .filter(stream -> stream.id() == id)
                .mapToLong(Stream::trimmed)
                .findFirst()
                .orElse(0);
    }

    private static long highest(Tx tx, long stream) throws SQLException {
        return tx.query(row -> row.getLong(1), "SELECT max(seq) FROM ddb_stream_record WHERE stream = ?", stream)
                .get(0);
    }

    /** The number of the last record that is committed. */
    long lastCommitted(Tx tx, Stream stream) throws SQLException {
        return Math.max(highest(tx, stream.id()), stream.trimmed());
    }

    /** Sorted by ARN. */
    List<Stream> list() {
        return streams.list();
    }

    /** @throws AwsException ResourceNotFoundException if there is no such stream */
    Stream require(String arn) {
        return streams.get(arn)
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException", "Requested resource not found: Stream: " + arn + " not found"));
    }

    Documents<Stream> documents() {
        return streams;
    }
}
