package dev.sluice.bench.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of an event and when it was meant to be sent, which travel in its payload: {@code "n":7,"t":123}. */
public final class Stamp {

    /** Rows come back with the digits as text. */
    private static final Pattern MEMBERS =
            Pattern.compile("\"n\"\\s*:\\s*\"?(\\d+)\"?\\s*,\\s*\"t\"\\s*:\\s*\"?(\\d+)");

    private static final String FILLING = "x".repeat(200);

    private Stamp() {}

    /**
     * Writes the members {@code n}, {@code t} and 200 characters of filling, for JSON that stands within a JSON string.
     *
     * @param intended of {@link System#nanoTime}
     */
    public static StringBuilder quoted(StringBuilder text, long number, long intended) {
        return text.append("\\\"n\\\":")
                .append(number)
                .append(",\\\"t\\\":")
                .append(intended)
                .append(",\\\"filling\\\":\\\"")
                .append(FILLING)
                .append("\\\"");
    }

    /** Reports an arrival to the tally; a payload without a stamp is ignored. */
    public static void arrived(CharSequence payload, Tally tally) {
        Matcher members = MEMBERS.matcher(payload);
        if (members.find()) {
            tally.arrived(Long.parseLong(members.group(1)), Long.parseLong(members.group(2)));
        }
    }
}
