package dev.sluice.engine.logs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.jsonpath.JsonPath;
import java.util.List;

/**
 * A selector of CloudWatch Logs, such as {@code $.user.roles[0].name}. {@code [*]} takes every element of an array, and looks
 * into nothing else; a dot before a bracket counts as none.
 */
record Selector(JsonPath path) {

    /** What the path leads to; empty if it leads nowhere. */
    List<JsonNode> select(JsonNode root) {
        return path.select(root, JsonNode::isArray);
    }

    /** Reads a path, which begins with {@code $}. */
    static Selector parse(String text) {
        return JsonPath.parse(text.replace(".[", "["))
                .map(Selector::new)
                .orElseThrow(() -> FilterPattern.invalid("the selector " + text + " cannot be read"));
    }
}
