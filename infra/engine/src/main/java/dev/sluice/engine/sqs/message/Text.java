package dev.sluice.engine.sqs.message;

import dev.sluice.engine.aws.AwsException;

/** The characters that a message may have. */
final class Text {

    private Text() {}

    /** @throws AwsException InvalidMessageContents */
    static void check(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 ? c != '\t' && c != '\n' && c != '\r' : c >= 0xD800 && !allowed(text, i, c)) {
                throw AwsException.of(
                        "InvalidMessageContents",
                        "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to"
                                + " #xFFFD | #x10000 to #x10FFFF");
            }
        }
    }

    private static boolean allowed(String text, int at, char c) {
        if (Character.isHighSurrogate(c)) {
            return at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        }
        return c <= 0xFFFD;
    }
}
