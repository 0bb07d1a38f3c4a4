package dev.sluice.engine.logs.stream;

import dev.sluice.engine.aws.AwsException;

/** The position of an event in its group: by time, then by arrival. */
public record Position(long at, long seq) {

    public static final Position START = new Position(-1, 0);
    private static final int DIGITS = 19;

    /** 38 digits; AWS's have 56, and mean nothing to clients either. */
    public String digits() {
        return String.format("%0" + DIGITS + "d%0" + DIGITS + "d", at + 1, seq);
    }

    public static Position of(String digits) {
        if (!digits.matches("\\d{" + 2 * DIGITS + "}")) {
            throw invalid();
        }
        try {
            return new Position(
                    Long.parseLong(digits.substring(0, DIGITS)) - 1, Long.parseLong(digits.substring(DIGITS)));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public static AwsException invalid() {
        return AwsException.of("InvalidParameterException", "The specified nextToken is invalid.");
    }
}
