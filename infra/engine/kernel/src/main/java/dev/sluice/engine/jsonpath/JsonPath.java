package dev.sluice.engine.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A path into a JSON value: {@code $}, {@code .name}, {@code ['name']}, {@code [index]}, {@code .*} and {@code [*]}. The one
 * parser of all services: EventBridge and Pipes use it as it is; workflows and log filters add what their dialect refuses or
 * answers differently. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input transformation</a>
 */
public final class JsonPath {

    /** One step of a path. */
    public sealed interface Step {
        /** A member of an object. */
        record Name(String name) implements Step {}

        /** An element of an array, from 0. */
        record Index(int index) implements Step {}

        /** Every member or element. */
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

    public List<Step> steps() {
        return steps;
    }

    /** Whether the path has a wildcard, and so can reach more than one value. */
    public boolean many() {
        return many;
    }

    /**
     * What the path finds in {@code root}; empty if that is nothing. A JSON null is something. A path with a wildcard finds the
     * array of all that it reaches.
     */
    public Optional<JsonNode> find(JsonNode root) {
        List<JsonNode> found = select(root, node -> true);
        if (!many) {
            return found.stream().findFirst();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        found.forEach(all::add);
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /**
     * All that the path reaches.
     *
     * @param opens which values a wildcard looks into
     */
    public List<JsonNode> select(JsonNode root, Predicate<JsonNode> opens) {
        List<JsonNode> found = List.of(root);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            found.forEach(node -> follow(step, node, opens, next));
            found = next;
        }
        return found;
    }

    private static void follow(Step step, JsonNode node, Predicate<JsonNode> opens, List<JsonNode> next) {
        if (step instanceof Step.All) {
            if (opens.test(node)) {
                node.forEach(next::add);
            }
            return;
        }
        JsonNode child =
                step instanceof Step.Name named ? node.get(named.name()) : node.get(((Step.Index) step).index());
        if (child != null) {
            next.add(child);
        }
    }
}
