package dev.sluice.engine.states.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** The intrinsic functions of arrays, objects and numbers. */
public final class Collections {

    private static final int MOST = 1_000;

    private Collections() {}

    private static ArrayNode list(JsonNode value) {
        if (value instanceof ArrayNode array) {
            return array;
        }
        throw new IllegalArgumentException("an array is needed, not " + value);
    }

    /** AWS rounds fractions; so does this. */
    private static long whole(JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException("a number is needed, not " + value);
        }
        return Math.round(value.asDouble());
    }

    static JsonNode array(List<JsonNode> values) {
        return Json.array().addAll(values);
    }

    static JsonNode partition(JsonNode array, JsonNode size) {
        long each = whole(size);
        if (each < 1) {
            throw new IllegalArgumentException("the chunk size must be positive");
        }
        ArrayNode chunks = Json.array();
        ArrayNode chunk = Json.array();
        for (JsonNode element : list(array)) {
            if (chunk.isEmpty()) {
                chunks.add(chunk);
            }
            chunk.add(element);
            if (chunk.size() == each) {
                chunk = Json.array();
            }
        }
        return chunks;
    }

    static JsonNode contains(JsonNode array, JsonNode wanted) {
        for (JsonNode element : list(array)) {
            if (same(element, wanted)) {
                return BooleanNode.TRUE;
            }
        }
        return BooleanNode.FALSE;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    static JsonNode range(JsonNode first, JsonNode last, JsonNode step) {
        long by = whole(step);
        if (by == 0 || (whole(last) - whole(first)) / by >= MOST) {
            throw new IllegalArgumentException("a range needs a step and at most " + MOST + " elements");
        }
        ArrayNode range = Json.array();
        for (long i = whole(first); by > 0 ? i <= whole(last) : i >= whole(last); i += by) {
            range.add(number(i));
        }
        return range;
    }

    static JsonNode item(JsonNode array, JsonNode index) {
        long at = whole(index);
        if (at < 0 || at >= list(array).size()) {
            throw new IllegalArgumentException("there is no element " + at);
        }
        return list(array).get((int) at);
    }

    static JsonNode length(JsonNode array) {
        return IntNode.valueOf(list(array).size());
    }

    static JsonNode unique(JsonNode array) {
        Set<JsonNode> seen = new LinkedHashSet<>();
        list(array).forEach(seen::add);
        return Json.array().addAll(seen);
    }

    static JsonNode merge(JsonNode one, JsonNode other, JsonNode deep) {
        if (!one.isObject() || !other.isObject() || !deep.isBoolean() || deep.asBoolean()) {
            throw new IllegalArgumentException("two objects and false (a shallow merge) are needed");
        }
        ObjectNode merged = one.deepCopy();
        other.properties().forEach(member -> merged.set(member.getKey(), member.getValue()));
        return merged;
    }

    static JsonNode add(JsonNode one, JsonNode other) {
        return number(Math.addExact(whole(one), whole(other)));
    }

    /** From the first number, inclusive, to the second, exclusive; a third one is the seed. */
    static JsonNode random(List<JsonNode> arguments, Scope scope) {
        long from = whole(arguments.get(0));
        long to = whole(arguments.get(1));
        if (from >= to) {
            throw new IllegalArgumentException("the start must be less than the end");
        }
        long seed = arguments.size() == 3
                ? whole(arguments.get(2))
                : scope.uuids().get().getLeastSignificantBits();
        return number(new SplittableRandom(seed).nextLong(from, to));
    }

    private static JsonNode number(long value) {
        return BigDecimal.valueOf(value).precision() < 10 ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }
}
