package dev.sluice.delivery.api.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/** Makes ids such as {@code app_2ZbZHnPtnhEVdWzVgRTzBzk4Cdf}: a prefix and a KSUID. Thread-safe. */
public final class Ids {

    public static final String APPLICATION = "app_";
    public static final String ENDPOINT = "ep_";
    public static final String MESSAGE = "msg_";
    public static final String ATTEMPT = "atmpt_";
    public static final String TASK = "qtask_";
    public static final String ORGANISATION = "org_";

    private final InstantSource clock;
    private final SecureRandom random;

    public Ids(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id of this time. */
    public String next(String prefix) {
        return at(prefix, clock.instant());
    }

    /** A new id that sorts by another time than now's, such as that of an event that happened before. */
    public String at(String prefix, Instant time) {
        byte[] bytes = new byte[Ksuid.RANDOM_BYTES];
        random.nextBytes(bytes);
        return prefix + Ksuid.of(time, bytes);
    }

    /** The smallest text that an id of this time or later can be: where a range by time begins. */
    public static String from(String prefix, Instant time) {
        return prefix + Ksuid.of(time, new byte[Ksuid.RANDOM_BYTES]);
    }

    /** Whether a text looks like an id with this prefix; a {@code uid} of the owner's may look like one, too. */
    public static boolean isId(String prefix, String text) {
        return text.startsWith(prefix)
                && text.length() == prefix.length() + Ksuid.LENGTH
                && text.chars().skip(prefix.length()).allMatch(Character::isLetterOrDigit);
    }
}
