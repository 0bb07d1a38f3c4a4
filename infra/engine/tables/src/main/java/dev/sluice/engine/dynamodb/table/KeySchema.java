package dev.sluice.engine.dynamodb.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.request.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a table or an index.
 *
 * @param hash the partition key
 * @param range the sort key, if there is one
 */
public record KeySchema(KeyAttribute hash, @Nullable KeyAttribute range) {

    public List<KeyAttribute> attributes() {
        return range == null ? List.of(hash) : List.of(hash, range);
    }

    public List<String> names() {
        return attributes().stream().map(KeyAttribute::name).toList();
    }

    /** As DescribeTable shows it. */
    public ArrayNode json() {
        ArrayNode json = Json.array();
        json.addObject().put("AttributeName", hash.name()).put("KeyType", "HASH");
        if (range != null) {
            json.addObject().put("AttributeName", range.name()).put("KeyType", "RANGE");
        }
        return json;
    }
}
