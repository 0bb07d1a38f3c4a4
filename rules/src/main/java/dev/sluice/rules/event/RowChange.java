package dev.sluice.rules.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changed row behind an event.
 *
 * @param table the table's name
 * @param keys the row's key attributes
 * @param sequenceNumber the stream's position of the change
 * @param change INSERT, MODIFY or REMOVE
 * @param changed for MODIFY: the top-level attributes that differ, sorted
 * @param old for MODIFY: what those attributes were before
 */
public record RowChange(
        String table, ObjectNode keys, String sequenceNumber, String change, List<String> changed, ObjectNode old) {

    static RowChange of(JsonNode node) {
        List<String> changed = new ArrayList<>();
        node.path("changed").forEach(name -> changed.add(name.asText()));
        return new RowChange(
                Metadata.required(node, "table"),
                node.get("keys") instanceof ObjectNode keys ? keys : Json.object(),
                Metadata.required(node, "sequenceNumber"),
                Metadata.required(node, "change"),
                List.copyOf(changed),
                node.get("old") instanceof ObjectNode old ? old : Json.object());
    }

    Optional<String> flaw() {
        return Stream.concat(
                        Stream.of(
                                Metadata.flaw("table", Identifier.TABLE, Optional.of(table)),
                                Metadata.flaw(
                                        "sequenceNumber", Identifier.SEQUENCE_NUMBER, Optional.of(sequenceNumber)),
                                Metadata.flaw("change", Identifier.CHANGE, Optional.of(change))),
                        keys.properties().stream().map(RowChange::flaw))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> flaw(Map.Entry<String, JsonNode> key) {
        return Metadata.flaw(
                "keys/" + key.getKey(),
                Identifier.ROW_KEY,
                Optional.of(key.getValue().asText()));
    }

    void addTo(ObjectNode node) {
        node.put("table", table);
        node.set("keys", keys);
        node.put("sequenceNumber", sequenceNumber).put("change", change);
        if (!changed.isEmpty()) {
            changed.forEach(node.putArray("changed")::add);
            node.set("old", old);
        }
    }
}
