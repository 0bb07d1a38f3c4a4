package dev.sluice.engine.iam.signature;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.iam.credentials.Hashes;
import dev.sluice.engine.wire.protocol.Exchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request says about its signature.
 *
 * @param signedHeaders names in lower case, as the client lists them
 * @param date the time of signing as it was sent
 * @param validFor how long a presigned request stays valid; zero for a signature in the header
 */
public record SignedRequest(
        String accessKeyId,
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String sessionToken,
        String date,
        Duration validFor) {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** A presigned request is valid for seven days at most. */
    private static final long LONGEST_SECONDS = 604_800;

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String PAYLOAD = "x-amz-content-sha256";

    /** @throws AwsException if the request is not signed or the signature's parts are not all there */
    static SignedRequest of(Exchange exchange) {
        String authorization = exchange.header("authorization");
        Map<String, String> query = query(exchange.rawQuery());
        boolean inHeader = authorization.startsWith("AWS4-");
        boolean inQuery = query.containsKey("X-Amz-Algorithm");
        if (inHeader && inQuery) {
            throw invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        } else if (inHeader) {
            return build(SignatureParts.ofHeader(authorization, exchange), exchange.header("x-amz-security-token"));
        } else if (inQuery) {
            return build(SignatureParts.ofQuery(query), query.getOrDefault("X-Amz-Security-Token", ""));
        }
        throw AwsException.of("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
    }

    private static SignedRequest build(SignatureParts parts, String token) {
        if (!parts.algorithm().equals(ALGORITHM)) {
            throw incomplete(
                    "Unsupported AWS 'algorithm': '" + parts.algorithm() + "' (only AWS4-HMAC-SHA256 for now). ");
        }
        List<String> headers = List.of(parts.signedHeaders().split(";"));
        if (headers.stream().noneMatch("host"::equalsIgnoreCase)) {
            throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        String[] credential = parts.credential().split("/");
        if (credential.length != 5) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term,"
                            + " got '" + parts.credential() + "'");
        }
        return new SignedRequest(
                credential[0],
                new CredentialScope(credential[1], credential[2], credential[3], credential[4]),
                headers,
                parts.signature(),
                token,
                parts.date(),
                Duration.ofSeconds(seconds(parts.expires())));
    }

    /** @throws AwsException if the request has an {@code x-amz-} header that could be changed without breaking the signature */
    void requireAmzHeaders(Exchange exchange) {
        Set<String> names = signedHeaders.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        exchange.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-") && !names.contains(name))
                .min(Comparator.naturalOrder())
                .ifPresent(name -> {
                    throw invalid("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
                });
    }

    private static AwsException incomplete(String message) {
        return AwsException.of("IncompleteSignatureException", 403, message);
    }

    private static AwsException invalid(String message) {
        return AwsException.of("InvalidSignatureException", 403, message);
    }

    Instant at() {
        try {
            return Instant.from(BASIC.parse(date));
        } catch (DateTimeException e) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + date
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
    }

    /** As times are written in signatures. */
    static String basic(Instant at) {
        return BASIC.format(at);
    }

    /** @param payload the SHA-256 of the body in hexadecimal digits */
    String stringToSign(Exchange exchange, String payload) {
        String canonical = exchange.method() + "\n"
                + path(exchange.rawPath()) + "\n"
                + canonicalQuery(exchange.rawQuery()) + "\n"
                + headers(exchange) + "\n"
                + String.join(";", signedHeaders) + "\n"
                + payload;
        return ALGORITHM + "\n" + date + "\n" + scope + "\n"
                + Hashes.sha256Hex(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /** What the request says about its body before the body is there; empty if it says nothing that can be checked. */
    static Optional<String> claimedPayload(Exchange exchange) {
        return Optional.of(exchange.header(PAYLOAD)).filter(claimed -> claimed.matches("[0-9a-f]{64}"));
    }

    /** @throws AwsException if the body is not what the request says about it */
    static String payload(Exchange exchange) {
        String actual = Hashes.sha256Hex(exchange.body());
        String claimed = exchange.header(PAYLOAD);
        if (claimed.isEmpty() || claimed.equals(actual)) {
            return actual;
        }
        throw invalid("The provided x-amz-content-sha256 does not match the body.");
    }

    private String headers(Exchange exchange) {
        StringBuilder lines = new StringBuilder();
        for (String name : signedHeaders) {
            lines.append(name)
                    .append(':')
                    .append(exchange.header(name).trim().replaceAll(" +", " "))
                    .append('\n');
        }
        return lines.toString();
    }

    /** Every service but S3 signs the path encoded once more than it is sent. */
    private static String path(String rawPath) {
        StringBuilder encoded = new StringBuilder();
        for (String segment : rawPath.split("/", -1)) {
            encoded.append('/').append(encode(segment));
        }
        return encoded.substring(1).isEmpty() ? "/" : encoded.substring(1);
    }

    private static String canonicalQuery(String rawQuery) {
        List<String> pairs = new ArrayList<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.equals("X-Amz-Signature")) {
                pairs.add(encode(decode(name)) + "=" + encode(decode(equals < 0 ? "" : pair.substring(equals + 1))));
            }
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> query = new HashMap<>();
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static long seconds(String text) {
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) > LONGEST_SECONDS) {
            throw AwsException.of(
                    "AuthorizationQueryParametersError",
                    "X-Amz-Expires should be a number, must be non-negative and less than a week (in seconds).");
        }
        return Long.parseLong(text);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw incomplete("The query string is not URL-encoded.");
        }
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z'
                    || b >= 'A' && b <= 'Z'
                    || b >= '0' && b <= '9'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~';
            out.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return out.toString();
    }
}
