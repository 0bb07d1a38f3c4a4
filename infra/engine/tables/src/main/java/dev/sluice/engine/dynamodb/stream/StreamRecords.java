package dev.sluice.engine.dynamodb.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads records as GetRecords answers them. */
final class StreamRecords {

    private static final long PAGE_BYTES = 1 << 20;

    private StreamRecords() {}

    /** @param next the number after the last record read */
    record Page(List<ObjectNode> records, long next) {}

    static Page read(Tx tx, Stream stream, String region, long from, int limit) throws SQLException {
        PreparedStatement statement = tx.prepare("SELECT seq, at, name, service, size, keys, old, new FROM"
                + " ddb_stream_record WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?");
        statement.setLong(1, stream.id());
        statement.setLong(2, from);
        statement.setInt(3, limit);
        List<ObjectNode> records = new ArrayList<>();
        long next = from;
        long bytes = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                long size = rows.getLong(5);
                if (!records.isEmpty() && bytes + size > PAGE_BYTES) {
                    break;
                }
                bytes += size;
                next = rows.getLong(1) + 1;
                records.add(record(stream, region, rows));
            }
        }
        return new Page(records, next);
    }

    private static ObjectNode record(Stream stream, String region, ResultSet row) throws SQLException {
        ObjectNode record = Json.object();
        long number = row.getLong(1);
        record.put("eventID", eventId(stream, number));
        record.put("eventName", row.getString(3));
        record.put("eventVersion", "1.1");
        record.put("eventSource", "aws:dynamodb");
        record.put("awsRegion", region);
        ObjectNode change = record.putObject("dynamodb");
        change.put("ApproximateCreationDateTime", row.getLong(2) / 1_000);
        change.set("Keys", json(row.getBytes(6)));
        byte[] next = row.getBytes(8);
        if (next != null) {
            change.set("NewImage", json(next));
        }
        byte[] old = row.getBytes(7);
        if (old != null) {
            change.set("OldImage", json(old));
        }
        change.put("SequenceNumber", SequenceNumbers.format(number));
        change.put("SizeBytes", row.getLong(5));
        change.put("StreamViewType", stream.viewType());
        if (row.getInt(4) == 1) {
            record.putObject("userIdentity").put("Type", "Service").put("PrincipalId", "dynamodb.amazonaws.com");
        }
        return record;
    }

    /** 32 hex digits, the same whenever the record is read. */
    private static String eventId(Stream stream, long number) {
        String name = stream.arn() + "/" + number;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static com.fasterxml.jackson.databind.JsonNode json(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("a stored image cannot be read", e);
        }
    }
}
