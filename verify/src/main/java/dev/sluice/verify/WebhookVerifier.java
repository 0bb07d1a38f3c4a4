package dev.sluice.verify;

import static dev.sluice.verify.VerificationException.Reason.MALFORMED_HEADER;
import static dev.sluice.verify.VerificationException.Reason.MISSING_HEADER;
import static dev.sluice.verify.VerificationException.Reason.NO_KNOWN_VERSION;
import static dev.sluice.verify.VerificationException.Reason.NO_MATCH;
import static dev.sluice.verify.VerificationException.Reason.TOO_NEW;
import static dev.sluice.verify.VerificationException.Reason.TOO_OLD;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Verifies that a request is a webhook of a known sender, unchanged and recent. Use one for all requests: it is thread-safe.
 *
 * <pre>{@code
 * private final WebhookVerifier verifier = WebhookVerifier.of("whsec_...");
 *
 * Webhook webhook = verifier.verify(request.headers().map(), body); // the bytes as they arrived, before any parsing
 * }</pre>
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
public final class WebhookVerifier {

    /** How far the time of an attempt may be from now, in either direction. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    /** A sender that rotates keys sends a dozen signatures; a list without end would cost the receiver time. */
    private static final int SIGNATURES = 32;

    private static final int SIGNATURE_LENGTH = 8_192;
    private static final int ID_LENGTH = 512;
    private static final int TIMESTAMP_DIGITS = 15;

    private final List<Key> keys;
    private final Set<String> versions = new TreeSet<>();
    private final Duration tolerance;
    private final InstantSource clock;

    /**
     * @param keys {@code whsec_...} or {@code whpk_...}, at least one; while keys rotate, the old and the new one
     * @param tolerance how far the time of an attempt may be from now, in either direction
     * @throws IllegalArgumentException if a key cannot be read
     */
    public WebhookVerifier(Collection<String> keys, Duration tolerance, InstantSource clock) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key; pass the endpoint's secret, whsec_..., or whpk_...");
        }
        this.keys = keys.stream().map(Keys::parse).toList();
        this.keys.forEach(key -> versions.add(key.version()));
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** With a tolerance of five minutes and the system's clock. */
    public static WebhookVerifier of(String... keys) {
        return new WebhookVerifier(List.of(keys), TOLERANCE, InstantSource.system());
    }

    /**
     * @param headers as HTTP libraries hand them out; the case of names does not matter
     * @param body the bytes as they arrived
     * @throws VerificationException if the request must be refused, with the reason
     */
    public Webhook verify(Map<String, ? extends Collection<String>> headers, byte[] body) throws VerificationException {
        return verify(one(headers, ID), one(headers, TIMESTAMP), one(headers, SIGNATURE), body);
    }

    /**
     * @param id the header {@code webhook-id}; here and below, empty if it was not sent
     * @param timestamp the header {@code webhook-timestamp}
     * @param signatures the header {@code webhook-signature}
     * @param body the bytes as they arrived
     * @throws VerificationException if the request must be refused, with the reason
     */
    public Webhook verify(String id, String timestamp, String signatures, byte[] body) throws VerificationException {
        present(ID, id, ID_LENGTH);
        present(TIMESTAMP, timestamp, TIMESTAMP_DIGITS);
        present(SIGNATURE, signatures, SIGNATURE_LENGTH);
        Instant sentAt = sentAt(timestamp);
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        match(signatures, head, body);
        return new Webhook(id, sentAt, body);
    }

    private Instant sentAt(String timestamp) throws VerificationException {
        if (!timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new VerificationException(
                    MALFORMED_HEADER, TIMESTAMP + ": must be seconds since 1970, in digits alone");
        }
        Instant sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        Duration age = Duration.between(sentAt, clock.instant());
        if (age.compareTo(tolerance) > 0) {
            throw new VerificationException(
                    TOO_OLD,
                    TIMESTAMP + ": the attempt was signed " + age.toSeconds() + " s ago, and at most "
                            + tolerance.toSeconds() + " s are accepted; check this machine's clock");
        }
        if (age.negated().compareTo(tolerance) > 0) {
            throw new VerificationException(
                    TOO_NEW,
                    TIMESTAMP + ": the attempt was signed " + age.negated().toSeconds()
                            + " s in the future, and at most " + tolerance.toSeconds()
                            + " s are accepted; check this machine's clock");
        }
        return sentAt;
    }

    private void match(String signatures, byte[] head, byte[] body) throws VerificationException {
        String[] parts = signatures.split(" ", SIGNATURES + 1);
        if (parts.length > SIGNATURES) {
            throw new VerificationException(
                    MALFORMED_HEADER, SIGNATURE + ": holds more than " + SIGNATURES + " signatures");
        }
        boolean known = false;
        boolean matched = false;
        for (String part : parts) {
            int comma = part.indexOf(',');
            String version = part.substring(0, Math.max(0, comma));
            if (versions.contains(version)) {
                known = true;
                matched |= matches(version, part.substring(comma + 1), head, body);
            }
        }
        if (!known) {
            throw new VerificationException(
                    NO_KNOWN_VERSION,
                    SIGNATURE + ": holds no signature of the version " + String.join(" or ", versions)
                            + ": whsec_... verifies v1, whpk_... verifies v1a");
        }
        if (!matched) {
            throw new VerificationException(
                    NO_MATCH,
                    SIGNATURE
                            + ": no signature matches: the key belongs to another endpoint or has been replaced, or the body"
                            + " is not the one that was sent; verify the bytes as they arrived, before parsing them");
        }
    }

    private boolean matches(String version, String encoded, byte[] head, byte[] body) {
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean matched = false;
        for (Key key : keys) {
            matched |= key.version().equals(version) && key.verifies(signature, head, body);
        }
        return matched;
    }

    private static void present(String name, String value, int longest) throws VerificationException {
        if (value.isBlank()) {
            throw new VerificationException(MISSING_HEADER, name + ": is missing; a proxy may have removed it");
        }
        if (value.length() > longest) {
            throw new VerificationException(MALFORMED_HEADER, name + ": is longer than " + longest + " characters");
        }
    }

    private static String one(Map<String, ? extends Collection<String>> headers, String name)
            throws VerificationException {
        Set<String> values = new LinkedHashSet<>();
        headers.forEach((header, all) -> {
            // HttpURLConnection names the status line null.
            if (name.equalsIgnoreCase(header)) {
                values.addAll(all);
            }
        });
        if (values.size() > 1) {
            throw new VerificationException(MALFORMED_HEADER, name + ": is sent " + values.size() + " times");
        }
        return values.isEmpty() ? "" : values.iterator().next();
    }
}
