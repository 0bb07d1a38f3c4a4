package dev.sluice.engine.iam;

import dev.sluice.engine.wire.protocol.Exchange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose key a request says it was signed with, and for which region and service: nothing of it is checked. */
public record Claim(String accessKeyId, String region, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request");

    /** Empty if the request is not signed, or not with Signature Version 4. */
    public static Optional<Claim> of(Exchange exchange) {
        return in(exchange.header("authorization"))
                .or(() -> in(exchange.rawQuery().replaceAll("%2[fF]", "/")));
    }

    private static Optional<Claim> in(String text) {
        Matcher matcher = CREDENTIAL.matcher(text);
        return matcher.find()
                ? Optional.of(new Claim(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }
}
