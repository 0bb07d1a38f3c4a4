package dev.sluice.engine.iam.signature;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.iam.Claim;
import dev.sluice.engine.iam.credentials.Hashes;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Authenticator;
import dev.sluice.engine.wire.protocol.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checks AWS Signature Version 4, in the header and in the query. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signing requests</a>
 */
public final class Signatures implements Authenticator {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int MOST_KEYS = 1_000;

    private final LocalCredentials credentials;
    private final Time time;
    private final Settings settings;
    private final Map<String, byte[]> signingKeys = new ConcurrentHashMap<>();

    public Signatures(LocalCredentials credentials, Time time, Settings settings) {
        this.credentials = credentials;
        this.time = time;
        this.settings = settings;
    }

    /** In the order in which AWS checks, so that the first of several mistakes is the one that AWS names. */
    @Override
    public Caller caller(Exchange exchange, String service) {
        if (!settings.enforce()) {
            return anybody(exchange);
        }
        SignedRequest signed = SignedRequest.of(exchange);
        LocalCredentials.Known known = known(signed, service, exchange);
        checkSignature(signed, known, exchange, SignedRequest.payload(exchange));
        if (known.expires().isBefore(time.now())) {
            throw AwsException.of(
                    "ExpiredTokenException", 403, "The security token included in the request is expired");
        }
        return known.caller();
    }

    @Override
    public Trust trust(Exchange head, String service) {
        if (!settings.enforce()) {
            return Trust.CLAIMED;
        }
        SignedRequest signed = SignedRequest.of(head);
        LocalCredentials.Known known = known(signed, service, head);
        Optional<String> claimed = SignedRequest.claimedPayload(head);
        claimed.ifPresent(payload -> checkSignature(signed, known, head, payload));
        return claimed.isPresent() ? Trust.PROVEN : Trust.CLAIMED;
    }

    private LocalCredentials.Known known(SignedRequest signed, String service, Exchange exchange) {
        checkTime(signed);
        signed.scope().requireFor(settings.region(), service, signed.date());
        LocalCredentials.Known known = credentials
                .find(signed.accessKeyId(), signed.sessionToken())
                .orElseThrow(() -> AwsException.of(
                        "UnrecognizedClientException", 403, "The security token included in the request is invalid."));
        signed.requireAmzHeaders(exchange);
        return known;
    }

    private void checkSignature(SignedRequest signed, LocalCredentials.Known known, Exchange exchange, String payload) {
        String expected =
                Hashes.hex(Hashes.hmac(signingKey(known.secret(), signed), signed.stringToSign(exchange, payload)));
        if (!LocalCredentials.same(expected, signed.signature())) {
            throw invalid(
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
                            + " Key and signing method. Consult the service documentation for details.");
        }
    }

    /** @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">its messages</a> */
    private void checkTime(SignedRequest signed) {
        Instant now = time.now();
        Instant earliest = now.minus(SKEW);
        Instant latest = now.plus(SKEW);
        if (signed.at().plus(signed.validFor()).isBefore(earliest)) {
            throw invalid("Signature expired: " + signed.date() + " is now earlier than "
                    + SignedRequest.basic(earliest) + " (" + SignedRequest.basic(now) + " - 5 min.)");
        }
        if (signed.at().isAfter(latest)) {
            throw invalid("Signature not yet current: " + signed.date() + " is still later than "
                    + SignedRequest.basic(latest) + " (" + SignedRequest.basic(now) + " + 5 min.)");
        }
    }

    private static AwsException invalid(String message) {
        return AwsException.of("InvalidSignatureException", 403, message);
    }

    private byte[] signingKey(String secret, SignedRequest signed) {
        if (signingKeys.size() > MOST_KEYS) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(secret + "/" + signed.scope(), unused -> {
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : signed.scope().parts()) {
                key = Hashes.hmac(key, part);
            }
            return key;
        });
    }

    /**
     * With checks off, an access key id of 12 digits names the account; anything else is the owner. The region counts all the
     * same: what is meant for another one must not end up here unnoticed.
     */
    private Caller anybody(Exchange exchange) {
        Optional<Claim> claim = Claim.of(exchange);
        String wrong = claim.map(made -> CredentialScope.otherRegion(settings.region(), made.region(), made.service()))
                .orElse("");
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return Caller.root(claim.map(Claim::accessKeyId)
                .filter(id -> id.matches("\\d{12}"))
                .orElse(settings.account()));
    }
}
