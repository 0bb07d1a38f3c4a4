package dev.sluice.engine.sqs.message;

/** FIFO sequence numbers: 20 digits that grow within a queue, as AWS's do. */
public final class SequenceNumbers {

    private static final String PREFIX = "1885";

    private SequenceNumbers() {}

    public static String of(long seq) {
        String digits = Long.toString(seq);
        return PREFIX + "0".repeat(Math.max(0, 16 - digits.length())) + digits;
    }
}
