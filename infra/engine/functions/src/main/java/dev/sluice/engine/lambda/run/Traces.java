package dev.sluice.engine.lambda.run;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The X-Ray trace header that a function sees as {@code _X_AMZN_TRACE_ID}: the caller's, or a new one that is not sampled.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html">X-Ray and Lambda</a>
 */
final class Traces {

    private static final Pattern NO_HEX = Pattern.compile("[^0-9a-f]");
    private static final int UNIQUE = 24;

    private Traces() {}

    static String of(Invocation invocation, Instant now) {
        if (!invocation.trace().isEmpty()) {
            return invocation.trace();
        }
        String unique = NO_HEX.matcher(invocation.requestId()).replaceAll("");
        return String.format(
                Locale.ROOT,
                "Root=1-%08x-%s;Sampled=0",
                now.getEpochSecond(),
                (unique + "0".repeat(UNIQUE)).substring(0, UNIQUE));
    }
}
