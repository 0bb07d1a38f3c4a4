package dev.sluice.engine.sqs.message;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.rules.json.StorableText;

/** The characters that a message may have. */
final class Text {

    private Text() {}

    /** @throws AwsException InvalidMessageContents */
    static void check(String text) {
        if (!StorableText.isStorable(text)) {
            throw AwsException.of(
                    "InvalidMessageContents",
                    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to"
                            + " #xFFFD | #x10000 to #x10FFFF");
        }
    }
}
