package dev.sluice.transformers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.Change;
import dev.sluice.rules.catalog.EventType;
import dev.sluice.rules.catalog.TableSource;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.Metadata;
import dev.sluice.rules.event.RowChange;
import dev.sluice.rules.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Makes domain events of changed rows. Pure: the same record always gives the same event, with the same id, so that a record
 * that is read twice is seen to be one.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Stream record</a>
 */
public final class ChangeTransformer {

    private final Catalog catalog;

    public ChangeTransformer(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The event of one stream record; empty if the catalog has no event for such a change.
     *
     * @throws IllegalArgumentException if the record cannot be made into an event; the message says why
     */
    public Optional<DomainEvent> transform(JsonNode record) {
        String table = table(record.path("eventSourceARN").asText());
        TableSource source = catalog.tables().stream()
                .filter(candidate -> candidate.table().equals(table))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the catalog has no table " + table));
        String change = record.path("eventName").asText();
        ObjectNode before = AttributeValues.object(record.path("dynamodb").path("OldImage"));
        ObjectNode after = AttributeValues.object(record.path("dynamodb").path("NewImage"));
        List<String> changed = change.equals("MODIFY") ? changed(before, after) : List.of();
        return source.changes().stream()
                .filter(candidate -> fits(candidate, change, before, after, changed))
                .findFirst()
                .map(found -> event(record, source, found, before, after, changed));
    }

    private static DomainEvent event(
            JsonNode record,
            TableSource source,
            Change change,
            ObjectNode before,
            ObjectNode after,
            List<String> changed) {
        ObjectNode data = change.on().equals("REMOVE") ? before : after;
        EventType type = source.type(change.type()).orElseThrow();
        JsonNode dynamodb = record.path("dynamodb");
        Instant occurred = Instant.ofEpochSecond(
                dynamodb.path("ApproximateCreationDateTime").decimalValue().longValue());
        RowChange row = new RowChange(
                source.table(),
                AttributeValues.object(dynamodb.path("Keys")),
                dynamodb.path("SequenceNumber").asText(),
                change.on(),
                changed,
                old(before, changed));
        Metadata metadata = new Metadata(
                id(record),
                tenant(source, data),
                Optional.empty(),
                type.name(),
                type.version(),
                occurred.toString(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.of(row));
        return new DomainEvent(source.source(), type.detailType(), occurred.toString(), metadata, data);
    }

    private static boolean fits(Change change, String on, ObjectNode before, ObjectNode after, List<String> changed) {
        if (!change.on().equals(on)) {
            return false;
        }
        return change.when()
                .map(pattern -> {
                    ObjectNode subject = Json.object();
                    subject.set("new", after);
                    subject.set("old", before);
                    ArrayNode names = subject.putArray("changed");
                    changed.forEach(names::add);
                    return pattern.matches(subject);
                })
                .orElse(true);
    }

    private static List<String> changed(ObjectNode before, ObjectNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.properties().forEach(entry -> names.add(entry.getKey()));
        after.properties().forEach(entry -> names.add(entry.getKey()));
        names.removeIf(name -> after.has(name) && after.get(name).equals(before.get(name)));
        return List.copyOf(names);
    }

    private static ObjectNode old(ObjectNode before, List<String> changed) {
        ObjectNode old = Json.object();
        changed.stream().filter(before::has).forEach(name -> old.set(name, before.get(name)));
        return old;
    }

    private static String tenant(TableSource source, ObjectNode data) {
        JsonNode tenant = data.at(source.tenant());
        if (!tenant.isTextual() || tenant.asText().isEmpty()) {
            throw new IllegalArgumentException("the row has no tenant at " + source.tenant());
        }
        return tenant.asText();
    }

    /** Made from what names the record for ever: the stream and the record's own id. */
    private static String id(JsonNode record) {
        String name = record.path("eventSourceARN").asText() + " "
                + record.path("eventID").asText();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** From {@code arn:aws:dynamodb:region:account:table/NAME/stream/LABEL}. */
    private static String table(String streamArn) {
        String[] parts = streamArn.split("[:/]");
        return parts.length > 6 ? parts[6] : streamArn;
    }
}
