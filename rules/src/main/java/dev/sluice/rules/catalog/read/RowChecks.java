package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.event.EventShape;
import dev.sluice.rules.names.DidYouMean;
import dev.sluice.rules.schema.Shape;
import dev.sluice.rules.schema.UnknownFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether what a source says about its data fits the schemas of its types. A row is the data of its event. */
final class RowChecks {

    private RowChecks() {}

    /** The attributes of a table's rows: its keys, and what any of the types has. */
    static Shape row(List<EventType> types, List<String> keys) {
        Map<String, Shape> members = new HashMap<>();
        keys.forEach(key -> members.put(key, Shape.value()));
        return Shape.either(List.of(Shape.of(members), data(types)));
    }

    private static Shape data(List<EventType> types) {
        return types.isEmpty()
                ? Shape.anything()
                : Shape.either(types.stream().map(type -> type.schema().shape()).toList());
    }

    static void tenant(Fields fields, String pointer, List<EventType> types) {
        Shape shape = data(types);
        for (String token : pointer.substring(1).split("/")) {
            String name = token.replace("~1", "/").replace("~0", "~");
            Optional<Shape> below = shape.member(name);
            if (below.isEmpty() && !name.matches("\\d+")) {
                fields.problem(
                        "tenant",
                        "points to " + pointer + ", and no schema of this source's types has " + name
                                + DidYouMean.hint(name, shape.names()));
                return;
            }
            // An index goes to an element, which has the shape of its list.
            shape = below.orElse(shape);
        }
    }

    static void when(Fields fields, JsonNode pattern, Shape row) {
        fields.problems("when", UnknownFields.ofPattern(pattern, EventShape.change(row)));
        JsonNode changed = pattern.path("changed");
        for (int i = 0; i < changed.size(); i++) {
            String name = changed.path(i).asText();
            if (changed.path(i).isTextual() && row.member(name).isEmpty()) {
                fields.problem(
                        "when/changed/" + i, "is an attribute that no row has" + DidYouMean.hint(name, row.names()));
            }
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a> */
    static void filter(Fields fields, JsonNode pattern, Shape row) {
        Shape image = new Shape() {
            @Override
            public Optional<Shape> member(String name) {
                return row.member(name).map(typed -> Shape.anything());
            }

            @Override
            public Set<String> names() {
                return row.names();
            }
        };
        Shape change = Shape.of(Map.of(
                "ApproximateCreationDateTime",
                Shape.value(),
                "Keys",
                image,
                "NewImage",
                image,
                "OldImage",
                image,
                "SequenceNumber",
                Shape.value(),
                "SizeBytes",
                Shape.value(),
                "StreamViewType",
                Shape.value()));
        Shape record = Shape.of(Map.of(
                "awsRegion",
                Shape.value(),
                "dynamodb",
                change,
                "eventID",
                Shape.value(),
                "eventName",
                Shape.value(),
                "eventSource",
                Shape.value(),
                "eventSourceARN",
                Shape.value(),
                "eventVersion",
                Shape.value(),
                "userIdentity",
                Shape.anything()));
        fields.problems("filter", UnknownFields.ofPattern(pattern, record));
    }
}
