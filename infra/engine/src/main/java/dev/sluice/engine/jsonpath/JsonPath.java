package dev.sluice.engine.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path into a JSON value, in EventBridge's dialect: {@code $}, {@code .name}, {@code ['name']}, {@code [index]}, {@code .*}
 * and {@code [*]}. A path with a wildcard finds the array of all that it reaches. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input transformation</a>
 */
public final class JsonPath {

    private sealed interface Step {
        record Name(String name) implements Step {}

        record Index(int index) implements Step {}

        record All() implements Step {}
    }

    private final List<Step> steps;
    private final boolean many;

    private JsonPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
        this.many = steps.stream().anyMatch(Step.All.class::isInstance);
    }

    /** Whether a text means a path, rather than itself: it is {@code $} or begins with {@code $.} or {@code $[}. */
    public static boolean isPath(String text) {
        return text.equals("$") || text.startsWith("$.") || text.startsWith("$[");
    }

    /** The path that the text says; empty if it is none in this dialect. */
    public static Optional<JsonPath> parse(String text) {
        if (!isPath(text)) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int end = text.charAt(at) == '.' ? name(text, at, steps) : bracket(text, at, steps);
            if (end < 0) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(new JsonPath(steps));
    }

    /** Reads {@code .name} or {@code .*} and answers where it ends; -1 if there is none. */
    private static int name(String text, int at, List<Step> steps) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
            end++;
        }
        String name = text.substring(at + 1, end);
        if (name.isEmpty()) {
            return -1;
        }
        steps.add(name.equals("*") ? new Step.All() : new Step.Name(name));
        return end;
    }

    /** Reads {@code [...]} and answers where it ends; -1 if there is none. */
    private static int bracket(String text, int at, List<Step> steps) {
        if (text.charAt(at) != '[' || at + 1 == text.length()) {
            return -1;
        }
        char quote = text.charAt(at + 1);
        if (quote == '\'' || quote == '"') {
            int end = text.indexOf(quote + "]", at + 2);
            if (end > 0) {
                steps.add(new Step.Name(text.substring(at + 2, end)));
            }
            return end < 0 ? -1 : end + 2;
        }
        int end = text.indexOf(']', at);
        String inner = end < 0 ? "" : text.substring(at + 1, end);
        if (inner.equals("*")) {
            steps.add(new Step.All());
        } else if (inner.matches("\\d{1,9}")) {
            steps.add(new Step.Index(Integer.parseInt(inner)));
        } else {
            return -1;
        }
        return end + 1;
    }

    /** What the path finds in {@code root}; empty if that is nothing. A JSON null is something. */
    public Optional<JsonNode> find(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> follow(step, node, next));
            found = next;
        }
        if (!many) {
            return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        found.forEach(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static void follow(Step step, JsonNode node, List<JsonNode> next) {
        if (step instanceof Step.All) {
            node.forEach(next::add);
            return;
        }
        JsonNode child =
                step instanceof Step.Name named ? node.get(named.name()) : node.get(((Step.Index) step).index());
        if (child != null) {
            next.add(child);
        }
    }
}
