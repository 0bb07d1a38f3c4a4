package dev.sluice.tests.contracts.fuzz;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The corpus: JSON values, and texts that nearly are, which readers and services stumble over. The same seed makes the same
 * texts.
 */
final class OddJson {

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1E+2",
            "1e999",
            "1e1001",
            "1e999999999",
            "-1e-999999999",
            "1e2147483647",
            "1e-2147483648",
            "1e999999999999",
            "-1E+99999999999",
            "1e-999999999999",
            "0e999999999999",
            "0.1e-99999999999",
            "NaN",
            "Infinity",
            "01",
            "1.",
            ".5",
            "+1",
            "0x10",
            "1e",
            "9223372036854775808",
            "1.7976931348623157e309");

    private static final List<String> TEXTS = List.of(
            "",
            "a\u0000b",
            "\u0000",
            "\uFEFF",
            "\uFFFE",
            "\uFFFF",
            "\uD800",
            "\uDC00\uD800",
            "?",
            "\uFFFD",
            "\u200B",
            "\r\n",
            "x\ny",
            "\u2028",
            "\u202E",
            "\uD83D\uDE00",
            "é",
            "e\u0301",
            "ß",
            "İ",
            "../..",
            "%00",
            "<script>",
            "'; drop table",
            "a.b",
            "null");

    private static final List<String> BROKEN = List.of(
            "",
            " ",
            "{",
            "}",
            "[",
            "[1,",
            "{\"a\":",
            "{\"a\"}",
            "{a:1}",
            "nul",
            "\"",
            "\"\\u12\"",
            "\"\\x\"",
            "\"\u0001\"",
            "\uFEFF{}",
            "{}{}",
            "{} x",
            "/* */{}",
            "{\"a\":1,}",
            "\u0000",
            "{}\u0000");

    private final SplittableRandom random;

    OddJson(long seed) {
        this.random = new SplittableRandom(seed);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A value; now and then one that is not JSON. */
    String value() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> number();
            case 3, 4, 5 -> text();
            case 6 -> one(List.of("true", "false", "null"));
            case 7 -> "[" + value() + "," + value() + "]";
            case 8 -> "{\"a\":" + value() + ",\"a\":" + value() + "}";
            case 9 -> "{" + text() + ":" + value() + "}";
            case 10 -> nested();
            case 11 -> one(BROKEN);
            case 12 -> "\"" + "é".repeat(random.nextInt(3_000)) + "\"";
            default -> chance(20) ? large() : "[]";
        };
    }

    String number() {
        return switch (random.nextInt(6)) {
            case 0 -> "9".repeat(1 + random.nextInt(1_500));
            case 1 -> "0." + "1".repeat(1 + random.nextInt(1_500));
            case 2 ->
                "1e" + (random.nextBoolean() ? "-" : "") + random.nextLong(1, Long.MAX_VALUE)
                        + "0".repeat(random.nextInt(30));
            default -> one(NUMBERS);
        };
    }

    /** A JSON string, its characters escaped or not. */
    String text() {
        String text = plain();
        if (random.nextBoolean()) {
            return new TextNode(text).toString();
        }
        StringBuilder escaped = new StringBuilder("\"");
        text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
        return escaped.append('"').toString();
    }

    /** The characters of a text. */
    String plain() {
        return switch (random.nextInt(5)) {
            case 0 -> one(TEXTS).repeat(1 + random.nextInt(3));
            case 1 -> "t".repeat(random.nextInt(4_000));
            case 2 -> one(TEXTS) + "t" + one(TEXTS);
            default -> one(TEXTS);
        };
    }

    private String nested() {
        int depth = chance(4) ? 20_000 : 1 + random.nextInt(1_200);
        return random.nextBoolean()
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private String large() {
        return "\"" + one(List.of("x", "é", "\\u0000")).repeat(150_000) + "\"";
    }
}
