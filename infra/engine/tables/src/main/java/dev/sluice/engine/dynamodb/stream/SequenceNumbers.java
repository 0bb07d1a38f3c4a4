package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.aws.AwsException;

/**
 * The numbers of a stream's records, as clients see them: 21 digits, so that they sort as texts too.
 */
final class SequenceNumbers {

    private static final String FORMAT = "1%020d";
    private static final int LENGTH = 21;

    private SequenceNumbers() {}

    static String format(long number) {
        return FORMAT.formatted(number);
    }

    /** @throws AwsException ValidationException if this is not a number of the engine */
    static long parse(String text) {
        try {
            if (text.length() == LENGTH && text.charAt(0) == '1') {
                return Long.parseLong(text.substring(1));
            }
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static AwsException invalid(String text) {
        return AwsException.validation("Invalid SequenceNumber: " + text + " is not a sequence number of this shard");
    }
}
