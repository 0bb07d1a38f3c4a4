package dev.sluice.engine.dynamodb.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item: attributes by name. Immutable: the map handed in MUST NOT change afterwards. */
public record Item(Map<String, AttributeValue> attributes) {

    public static final Item EMPTY = new Item(Map.of());

    public @Nullable AttributeValue get(String name) {
        return attributes.get(name);
    }

    /** Only the attributes of these names that there are. */
    public Item only(List<String> names) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        for (String name : names) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new Item(kept);
    }
}
