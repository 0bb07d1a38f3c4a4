package dev.sluice.delivery.api.id;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * 27 letters and digits that sort by time: 32 bits of seconds since May 2014, then 128 random bits, in base 62.
 *
 * @see <a href="https://github.com/segmentio/ksuid">KSUID</a>
 */
final class Ksuid {

    static final int LENGTH = 27;
    static final int RANDOM_BYTES = 16;

    private static final long EPOCH = 1_400_000_000L;
    private static final long LATEST = 0xffff_ffffL;
    private static final BigInteger BASE = BigInteger.valueOf(62);
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Ksuid() {}

    /** @throws IllegalArgumentException if the time is before 2014 or after 2150, or {@code random} does not have 16 bytes */
    static String of(Instant time, byte[] random) {
        long seconds = time.getEpochSecond() - EPOCH;
        if (seconds < 0 || seconds > LATEST) {
            throw new IllegalArgumentException("a KSUID cannot hold the time " + time);
        }
        if (random.length != RANDOM_BYTES) {
            throw new IllegalArgumentException("a KSUID has " + RANDOM_BYTES + " random bytes, not " + random.length);
        }
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + RANDOM_BYTES)
                .putInt((int) seconds)
                .put(random)
                .array();
        BigInteger number = new BigInteger(1, bytes);
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            BigInteger[] parts = number.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return text.reverse().toString();
    }
}
