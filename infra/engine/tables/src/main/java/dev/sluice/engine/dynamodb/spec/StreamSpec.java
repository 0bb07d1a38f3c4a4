package dev.sluice.engine.dynamodb.spec;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.stream.StreamLog;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.table.TableStream;
import dev.sluice.engine.dynamodb.table.Tables;
import dev.sluice.engine.store.Tx;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * A StreamSpecification.
 *
 * @param viewType empty when the stream is to be disabled
 */
public record StreamSpec(boolean enabled, String viewType) {

    private static final DateTimeFormatter LABEL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public static Optional<StreamSpec> read(Input input) {
        return input.object("StreamSpecification").map(object -> {
            boolean enabled = object.flag("StreamEnabled").orElse(object.has("StreamViewType"));
            String viewType = object.word("StreamViewType", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY")
                    .orElse("");
            if (enabled && viewType.isEmpty()) {
                throw TableSpec.invalid("StreamViewType is required when StreamEnabled is true");
            }
            if (!enabled && !viewType.isEmpty()) {
                throw TableSpec.invalid("StreamViewType cannot be specified when StreamEnabled is false");
            }
            return new StreamSpec(enabled, viewType);
        });
    }

    /** Enables or disables the table's stream; each enabling begins a new stream. */
    public Table apply(Tx tx, Table table, Tables tables, StreamLog log, Instant now) throws SQLException {
        TableStream present = table.stream();
        boolean running = present != null && present.enabled();
        if (running == enabled) {
            throw AwsException.validation(
                    enabled
                            ? "Table already has an enabled stream: TableName: " + table.name()
                            : "Table does not have an enabled stream: TableName: " + table.name());
        }
        if (!enabled && present != null) {
            log.close(tx, present);
            return table.with(present.disabled());
        }
        String label = label(now, present);
        TableStream stream =
                new TableStream(tables.nextId(tx), table.arn() + "/stream/" + label, label, viewType, true);
        log.open(tx, table, stream);
        return table.with(stream);
    }

    /** The time, made to differ from the last stream's. */
    private static String label(Instant now, @org.jspecify.annotations.Nullable TableStream last) {
        String label = LABEL.format(now);
        return last != null && last.label().compareTo(label) >= 0
                ? LABEL.format(LABEL.parse(last.label(), Instant::from).plusMillis(1))
                : label;
    }
}
