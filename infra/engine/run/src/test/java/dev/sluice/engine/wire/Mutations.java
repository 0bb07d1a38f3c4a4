package dev.sluice.engine.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** TargetClients to spoil a body. */
final class Mutations {

    private static final String[] STRINGS = {
        "",
        " ",
        "\u0000",
        "\uD800",
        "a".repeat(5_000),
        "arn:aws:::",
        "arn:aws:sqs:us-east-1:000000000000:q",
        "../..",
        "%00",
        "{",
        "[]",
        "${x}",
        "$.a[",
        "-1",
        "99999999999999999999",
        "1e400",
        "NaN",
        "true",
        "\u202e",
        "2026-13-45",
        "{\"a\":[[]]}",
        "1e999999999999",
        "{\"a\":[1e999999999999]}",
        "{\"detail\":{\"k\":[{\"anything-but\":{\"wildcard\":[]}}]}}",
        "{\"detail\":{\"k\":[{\"numeric\":[\">\",1e-999999999999]}]}}"
    };

    private Mutations() {}

    static byte[] json(SplittableRandom random, String seed) {
        byte[] plain = seed.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(plain, random.nextInt(plain.length + 1));
            case 1 -> noise(random, plain);
            case 2 -> nested(random.nextInt(900, 6_000));
            case 3 -> new byte[0];
            case 4 -> ("[" + seed + "]").getBytes(StandardCharsets.UTF_8);
            default -> spoiled(random, seed, random.nextInt(1, 4));
        };
    }

    /** Some bytes are others, often such as UTF-8 does not have. */
    static byte[] noise(SplittableRandom random, byte[] plain) {
        byte[] bytes = plain.clone();
        for (int i = 0; i < 4 && bytes.length > 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128, 256);
        }
        return bytes;
    }

    private static byte[] nested(int levels) {
        return ("{\"Entries\":" + "[".repeat(levels) + "]".repeat(levels) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spoiled(SplittableRandom random, String seed, int times) {
        JsonNode root = Json.parseTrusted(seed.isEmpty() ? "{}" : seed);
        for (int i = 0; i < times; i++) {
            List<JsonNode> holders = new ArrayList<>();
            holders(root, holders);
            if (!holders.isEmpty()) {
                spoil(random, holders.get(random.nextInt(holders.size())));
            }
        }
        return Json.text(root).getBytes(StandardCharsets.UTF_8);
    }

    private static void holders(JsonNode node, List<JsonNode> found) {
        if (node.isContainerNode() && !node.isEmpty()) {
            found.add(node);
            node.forEach(child -> holders(child, found));
        }
    }

    private static void spoil(SplittableRandom random, JsonNode holder) {
        if (holder instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "x", value(random));
                default -> object.set(name, value(random));
            }
        } else if (holder instanceof ArrayNode array) {
            array.set(random.nextInt(array.size()), value(random));
            if (random.nextInt(4) == 0) {
                JsonNode first = array.get(0);
                for (int i = 0; i < 200; i++) {
                    array.add(first);
                }
            }
        }
    }

    private static JsonNode value(SplittableRandom random) {
        if (random.nextInt(10) == 0) {
            return JsonNodeFactory.instance.rawValueNode(new RawValue("1e999999999999"));
        }
        return Json.parseTrusted(
                switch (random.nextInt(9)) {
                    case 0 -> "null";
                    case 1 -> "true";
                    case 2 -> "-1";
                    case 3 -> "1.7e308";
                    case 4 -> "[]";
                    case 5 -> "{}";
                    case 6 -> "[{\"a\":[1,null,\"x\"]}]";
                    case 7 -> "123456789012345678901234567890";
                    default -> Json.text(Json.object().textNode(STRINGS[random.nextInt(STRINGS.length)]));
                });
    }

    static String form(SplittableRandom random, String seed) {
        return switch (random.nextInt(7)) {
            case 0 -> seed.substring(0, random.nextInt(seed.length() + 1));
            case 1 -> seed + "&a.b.c.1.2.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19.20.21=x";
            case 2 -> seed.replaceFirst("=", "=%zz");
            case 3 -> seed.replaceFirst("=[^&]*", "=%00%FF%FE");
            case 4 -> seed + "&x".repeat(random.nextInt(12_000));
            case 5 -> seed.replaceFirst("=", ".member.1.x=");
            default -> seed;
        };
    }
}
