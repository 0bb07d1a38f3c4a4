package dev.sluice.engine.iam;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Settings;
import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Authenticator;
import dev.sluice.engine.wire.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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

    @Override
    public Caller caller(Exchange exchange) {
        if (!settings.enforce()) {
            return anybody(exchange);
        }
        SignedRequest signed = SignedRequest.of(exchange);
        LocalCredentials.Known known = credentials
                .find(signed.accessKeyId(), signed.sessionToken())
                .orElseThrow(() -> AwsException.of(
                        "UnrecognizedClientException", 403, "The security token included in the request is invalid."));
        checkTime(signed, known);
        String expected = Hashes.hex(Hashes.hmac(signingKey(known.secret(), signed), signed.stringToSign(exchange)));
        if (!LocalCredentials.same(expected, signed.signature())) {
            throw AwsException.of(
                    "InvalidSignatureException",
                    403,
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access"
                            + " Key and signing method. Consult the service documentation for details.");
        }
        return known.caller();
    }

    private void checkTime(SignedRequest signed, LocalCredentials.Known known) {
        Instant now = time.now();
        if (known.expires().isBefore(now)) {
            throw AwsException.of(
                    "ExpiredTokenException", 403, "The security token included in the request is expired");
        }
        if (signed.at().isBefore(now.minus(SKEW.plus(signed.validFor())))) {
            throw AwsException.of(
                    "InvalidSignatureException",
                    403,
                    "Signature expired: " + signed.date() + " is now earlier than the allowed time.");
        }
        if (signed.at().isAfter(now.plus(SKEW))) {
            throw AwsException.of(
                    "InvalidSignatureException",
                    403,
                    "Signature not yet current: " + signed.date() + " is still later than the allowed time.");
        }
    }

    private byte[] signingKey(String secret, SignedRequest signed) {
        if (signingKeys.size() > MOST_KEYS) {
            signingKeys.clear();
        }
        return signingKeys.computeIfAbsent(secret + "/" + signed.scope(), unused -> {
            byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
            for (String part : signed.scope().split("/")) {
                key = Hashes.hmac(key, part);
            }
            return key;
        });
    }

    /** With checks off, an access key id of 12 digits names the account; anything else is the owner. */
    private Caller anybody(Exchange exchange) {
        String authorization = exchange.header("authorization");
        int at = authorization.indexOf("Credential=");
        if (at >= 0 && authorization.length() > at + 23) {
            String id = authorization.substring(at + 11, at + 23);
            if (id.matches("\\d{12}")) {
                return Caller.root(id);
            }
        }
        return Caller.root(settings.account());
    }
}
