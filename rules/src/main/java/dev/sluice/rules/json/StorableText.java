package dev.sluice.rules.json;

import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The characters that a message may hold, everywhere on its path. SQS takes those of XML 1.0 and refuses a message with any
 * other: control characters but tab, line feed and carriage return, unpaired surrogates, U+FFFE and U+FFFF. JSON may hold all
 * of them, so an event that a bus took could not be queued, nor kept as a dead letter.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
 */
public final class StorableText {

    private static final int LONGEST_ESCAPE = 6;

    private StorableText() {}

    /** Whether no character has to be escaped. */
    public static boolean isStorable(String text) {
        return firstRefused(text, 0) < 0;
    }

    /**
     * The text with each character that cannot be stored as its JSON escape, such as {@code \}{@code uffff}. Text that is JSON
     * stays the same JSON value: there, such characters can only be inside of strings.
     */
    public static String escaped(String text) {
        int refused = firstRefused(text, 0);
        if (refused < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8 * LONGEST_ESCAPE);
        int from = 0;
        while (refused >= 0) {
            out.append(text, from, refused).append(escape(text.charAt(refused)));
            from = refused + 1;
            refused = firstRefused(text, from);
        }
        return out.append(text, from, text.length()).toString();
    }

    /**
     * A text for people, such as an error message: escaped, and cut so that it has at most {@code most} characters. No escape
     * and no pair of surrogates is cut in two.
     */
    public static String limited(String text, int most) {
        return limited(text, most, StorableText::isTaken);
    }

    /** The same for a reader who takes fewer characters. */
    public static String limited(String text, int most, IntPredicate taken) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            String part = text.substring(i, next);
            if (!taken.test(point)) {
                part = part.chars().mapToObj(unit -> escape((char) unit)).collect(Collectors.joining());
            }
            if (out.length() + part.length() > most) {
                break;
            }
            out.append(part);
            i = next;
        }
        return out.toString();
    }

    private static boolean isTaken(int point) {
        return point > Character.MAX_VALUE || !isRefused(Character.toString(point), 0);
    }

    private static int firstRefused(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 || c >= Character.MIN_SURROGATE) && isRefused(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isRefused(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x20) {
            return c != '\t' && c != '\n' && c != '\r';
        }
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c > 0xFFFD;
    }

    private static String escape(char c) {
        return String.format("\\u%04x", (int) c);
    }
}
