package dev.sluice.transformers.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Random;
import java.util.TreeSet;

/** A row made up twice over: as DynamoDB's typed attributes, and as the plain JSON that they stand for. */
final class RandomRow {

    private static final int DEEPEST = 4;

    private final Random random;
    private final ObjectNode attributes = Json.object();
    private final ObjectNode plain = Json.object();

    RandomRow(Random random) {
        this.random = random;
        fill(attributes, plain, 0);
    }

    ObjectNode attributes() {
        return attributes;
    }

    ObjectNode plain() {
        return plain;
    }

    private void fill(ObjectNode typed, ObjectNode values, int depth) {
        for (int i = random.nextInt(6); i >= 0; i--) {
            String name = "a" + random.nextInt(8);
            if (!values.has(name)) {
                values.set(name, value(typed.putObject(name), depth));
            }
        }
    }

    private JsonNode value(ObjectNode typed, int depth) {
        switch (random.nextInt(depth < DEEPEST ? 10 : 8)) {
            case 0 -> {
                return typed.put("S", word()).get("S");
            }
            case 1 -> {
                return whole(typed);
            }
            case 2 -> {
                BigDecimal number = new BigDecimal(new BigInteger(120, random), 1 + random.nextInt(30));
                typed.put("N", number.toPlainString());
                return com.fasterxml.jackson.databind.node.DecimalNode.valueOf(number);
            }
            case 3 -> {
                byte[] bytes = new byte[random.nextInt(20)];
                random.nextBytes(bytes);
                return typed.put("B", Base64.getEncoder().encodeToString(bytes)).get("B");
            }
            case 4 -> {
                return typed.put("BOOL", random.nextBoolean()).get("BOOL");
            }
            case 5 -> {
                typed.put("NULL", true);
                return com.fasterxml.jackson.databind.node.NullNode.getInstance();
            }
            case 6 -> {
                return words(typed);
            }
            case 7 -> {
                return numbers(typed);
            }
            case 8 -> {
                ObjectNode values = Json.object();
                fill(typed.putObject("M"), values, depth + 1);
                return values;
            }
            default -> {
                return list(typed.putArray("L"), depth + 1);
            }
        }
    }

    private JsonNode whole(ObjectNode typed) {
        BigInteger number = new BigInteger(1 + random.nextInt(125), random);
        typed.put("N", number.toString());
        return com.fasterxml.jackson.databind.node.BigIntegerNode.valueOf(number);
    }

    private ArrayNode list(ArrayNode typed, int depth) {
        ArrayNode values = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value(typed.addObject(), depth));
        }
        return values;
    }

    private ArrayNode words(ObjectNode typed) {
        TreeSet<String> set = new TreeSet<>();
        ArrayNode elements = typed.putArray("SS");
        for (int i = random.nextInt(5); i >= 0; i--) {
            String word = word();
            if (set.add(word)) {
                elements.add(word);
            }
        }
        ArrayNode values = Json.array();
        set.forEach(values::add);
        return values;
    }

    private ArrayNode numbers(ObjectNode typed) {
        TreeSet<BigInteger> set = new TreeSet<>();
        ArrayNode elements = typed.putArray("NS");
        for (int i = random.nextInt(5); i >= 0; i--) {
            BigInteger number = new BigInteger(60, random);
            if (set.add(number)) {
                elements.add(number.toString());
            }
        }
        ArrayNode values = Json.array();
        set.forEach(values::add);
        return values;
    }

    private String word() {
        return random.ints(random.nextInt(6), 1, 0xD7FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
