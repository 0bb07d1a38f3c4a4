package dev.sluice.delivery.message;

import dev.sluice.runtime.journal.Attempt;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Ids that follow from names, so that the same names have the same id wherever it is asked for: a prefix and 27 letters and digits. */
public final class NamedIds {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int LENGTH = 27;
    private static final int BYTES = 20;

    private NamedIds() {}

    /** The message that a tenant's sender named {@code eventId}. */
    public static String message(String tenant, String eventId) {
        return of("msg_", tenant, eventId);
    }

    public static String attempt(Attempt.Key key) {
        return of("atmpt_", key.eventId(), key.endpointId(), Integer.toString(key.number()));
    }

    private static String of(String prefix, String... names) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
        for (String name : names) {
            digest.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
        }
        BigInteger number = new BigInteger(1, Arrays.copyOf(digest.digest(), BYTES));
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            BigInteger[] parts = number.divideAndRemainder(BASE);
            text.append(DIGITS.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return prefix + text.reverse();
    }
}
