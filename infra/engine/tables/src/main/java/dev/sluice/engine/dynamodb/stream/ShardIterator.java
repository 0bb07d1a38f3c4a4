package dev.sluice.engine.dynamodb.stream;

import dev.sluice.engine.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * A place in a shard, as a text that says all: nothing is kept for it.
 *
 * @param next the first number to read
 * @param issued when it was given out; it is good for 15 minutes
 */
record ShardIterator(String streamArn, long next, Instant issued) {

    private static final Duration VALID = Duration.ofMinutes(15);

    String text() {
        String inner = next + "|" + issued.toEpochMilli();
        return streamArn + "|1|"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(inner.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws AwsException ValidationException if this is not an iterator, ExpiredIteratorException if it is too old */
    static ShardIterator parse(String text, Instant now) {
        ShardIterator iterator = decode(text);
        if (iterator.issued().plus(VALID).isBefore(now)) {
            throw AwsException.of(
                    "ExpiredIteratorException",
                    "Iterator expired. The iterator was created at time "
                            + iterator.issued() + " while right now it is " + now
                            + " which is further in the future than the"
                            + " tolerated delay of 900000 milliseconds.");
        }
        return iterator;
    }

    private static ShardIterator decode(String text) {
        try {
            String[] parts = text.split("\\|", -1);
            if (parts.length == 3 && parts[1].equals("1")) {
                String inner = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.US_ASCII);
                int bar = inner.indexOf('|');
                long next = Long.parseLong(inner.substring(0, Math.max(bar, 0)));
                return new ShardIterator(
                        parts[0], next, Instant.ofEpochMilli(Long.parseLong(inner.substring(bar + 1))));
            }
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static AwsException invalid() {
        return AwsException.validation("Invalid ShardIterator");
    }
}
