package dev.sluice.runtime.journal;

import java.time.Instant;

/** Times as the beginning of a sort key: milliseconds since 1970 in thirteen digits, which lasts until the year 2286. */
public final class Moments {

    private static final int DIGITS = 13;
    private static final long LAST = 9_999_999_999_999L;

    private Moments() {}

    /** The smallest sort key of this millisecond. A time that digits cannot hold is the first or the last that they can. */
    public static String from(Instant time) {
        long seconds = Math.max(0, Math.min(LAST / 1_000, time.getEpochSecond()));
        long millis = seconds == time.getEpochSecond() ? time.toEpochMilli() : seconds * 1_000;
        String text = Long.toString(millis);
        return "0".repeat(DIGITS - text.length()) + text;
    }

    static long millis(String sortKey) {
        return Long.parseLong(sortKey.substring(0, DIGITS));
    }
}
