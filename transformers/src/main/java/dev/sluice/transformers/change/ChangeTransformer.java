package dev.sluice.transformers.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.model.Change;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.catalog.model.TableSource;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.FailedChange;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.event.RowChange;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns a changed row into its domain event, according to the catalog. Pure and thread-safe.
 *
 * <p>The event's data is the row as it is now, or as it was if it was removed, and so is valid by the type's schema whenever
 * the row is. What a MODIFY changed is in the metadata: {@code changed} names the top-level members, {@code old} has their
 * former values. The id is made from the stream and the record's {@code eventID}: a record that is read again becomes the
 * same event.
 *
 * <p>Admission control decides whether the data is valid: a row without a tenant becomes an event without one, which is rejected
 * together with its content, whereas a failure here would leave only a pointer into the stream.
 */
public final class ChangeTransformer {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");

    private final Map<String, TableSource> sources;

    public ChangeTransformer(Catalog catalog) {
        this.sources = catalog.tables().stream()
                .collect(Collectors.toUnmodifiableMap(TableSource::table, Function.identity()));
    }

    /**
     * The event of a record.
     *
     * @param json the record, as a pipe hands it over
     * @return empty if the catalog has no event for this kind of change
     * @throws RecordException if the record is malformed, of an unknown table, or lacks the images
     */
    public Optional<DomainEvent> transform(JsonNode json) {
        StreamRecord record = StreamRecord.of(json);
        TableSource source = sources.get(record.table());
        if (source == null) {
            throw new RecordException(record.eventId(), "no source of the catalog has the table " + record.table());
        }
        ObjectNode row = row(record);
        RowDifference difference = difference(record);
        return type(source, record, difference).map(type -> event(source, type, record, row, difference));
    }

    /** What stands for a record that {@link #transform} threw at. */
    public static FailedChange failed(JsonNode record, Throwable cause) {
        String seconds = record.at("/dynamodb/ApproximateCreationDateTime").asText();
        return new FailedChange(
                id(
                        record.path("eventSourceARN").asText(),
                        record.path("eventID").asText()),
                Instant.ofEpochSecond(SECONDS.matcher(seconds).matches() ? Long.parseLong(seconds) : 0)
                        .toString(),
                cause instanceof RecordException ? String.valueOf(cause.getMessage()) : String.valueOf(cause),
                record);
    }

    private static ObjectNode row(StreamRecord record) {
        return switch (record.change()) {
            case "INSERT", "MODIFY" -> image(record, "NewImage", record.newImage());
            case "REMOVE" -> image(record, "OldImage", record.oldImage());
            default ->
                throw new RecordException(
                        record.eventId(), "eventName: must be INSERT, MODIFY or REMOVE, and is " + record.change());
        };
    }

    private static RowDifference difference(StreamRecord record) {
        return record.change().equals("MODIFY")
                ? RowDifference.between(
                        image(record, "OldImage", record.oldImage()), image(record, "NewImage", record.newImage()))
                : RowDifference.none();
    }

    private static ObjectNode image(StreamRecord record, String name, Optional<ObjectNode> image) {
        return image.orElseThrow(() -> new RecordException(
                record.eventId(), name + ": is missing; the stream's view type must be NEW_AND_OLD_IMAGES"));
    }

    private static Optional<EventType> type(TableSource source, StreamRecord record, RowDifference difference) {
        ObjectNode seen = Json.object();
        record.newImage().ifPresent(image -> seen.set("new", image));
        record.oldImage().ifPresent(image -> seen.set("old", image));
        difference.changed().forEach(seen.putArray("changed")::add);
        String text = Json.text(seen);
        return source.changes().stream()
                .filter(change -> change.on().equals(record.change()))
                .filter(change -> change.when().map(when -> when.matches(text)).orElse(true))
                .findFirst()
                .map(Change::type)
                .flatMap(source::type);
    }

    private static DomainEvent event(
            TableSource source, EventType type, StreamRecord record, ObjectNode row, RowDifference difference) {
        RowChange change = new RowChange(
                record.table(),
                record.keys(),
                record.sequenceNumber(),
                record.change(),
                difference.changed(),
                difference.old());
        Metadata metadata = new Metadata(
                id(record.streamArn(), record.eventId()),
                row.at(source.tenant()).asText(""),
                Optional.empty(),
                type.name(),
                type.version(),
                record.time().toString(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(change),
                Optional.empty());
        return new DomainEvent(source.source(), type.detailType(), record.time().toString(), metadata, row);
    }

    private static String id(String streamArn, String eventId) {
        byte[] name = (streamArn + " " + eventId).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
