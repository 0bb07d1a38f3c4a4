package dev.sluice.engine.logs.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A path such as {@code $.user.roles[0].name}; {@code [*]} takes every element. Steps are names or indexes; -1 is every one. */
record Selector(List<Object> steps) {

    private static final int EVERY = -1;

    /** What the path leads to; empty if it leads nowhere. */
    List<JsonNode> select(JsonNode root) {
        List<JsonNode> found = List.of(root);
        for (Object step : steps) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode node : found) {
                walk(node, step, next);
            }
            found = next;
        }
        return found;
    }

    private static void walk(JsonNode node, Object step, List<JsonNode> next) {
        if (step instanceof Integer index) {
            if (index == EVERY && node.isArray()) {
                node.forEach(next::add);
            } else if (node.isArray() && node.has(index)) {
                next.add(node.path(index));
            }
        } else if (node.has((String) step)) {
            next.add(node.path((String) step));
        }
    }

    /** Reads a path, which begins with {@code $}. */
    static Selector parse(String text) {
        List<Object> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            if (text.charAt(at) == '.') {
                int end = at + 1;
                while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                    end++;
                }
                if (end > at + 1) {
                    steps.add(text.substring(at + 1, end));
                } else if (end == text.length() || text.charAt(end) != '[') {
                    throw FilterPattern.invalid("the selector " + text + " has an empty step");
                }
                at = end;
            } else {
                at = bracket(text, at, steps);
            }
        }
        return new Selector(List.copyOf(steps));
    }

    private static int bracket(String text, int at, List<Object> steps) {
        int end = text.indexOf(']', at);
        String inside = end < 0 || text.charAt(at) != '[' ? "" : text.substring(at + 1, end);
        if (inside.equals("*")) {
            steps.add(EVERY);
        } else if (inside.matches("\\d{1,6}")) {
            steps.add(Integer.valueOf(inside));
        } else if (inside.matches("(['\"]).+\\1")) {
            steps.add(inside.substring(1, inside.length() - 1));
        } else {
            throw FilterPattern.invalid("the selector " + text + " cannot be read");
        }
        return end + 1;
    }
}
