package dev.sluice.engine.iam.signature;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.wire.protocol.Exchange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parts of a signature as they were sent, all of them there. */
public record SignatureParts(
        String algorithm, String credential, String signedHeaders, String signature, String date, String expires) {

    private static final List<String> PARTS = List.of("Credential", "Signature", "SignedHeaders");
    private static final List<String> PARAMETERS = List.of("Credential", "Signature", "SignedHeaders", "Date");

    /** @throws AwsException IncompleteSignatureException, which names what is missing, in AWS's words */
    static SignatureParts ofHeader(String authorization, Exchange exchange) {
        int space = authorization.indexOf(' ');
        String algorithm = space < 0 ? authorization : authorization.substring(0, space);
        Map<String, String> parts = new HashMap<>();
        for (String part : authorization.substring(algorithm.length()).split(",")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).trim(),
                        part.substring(equals + 1).trim());
            }
        }
        String date = exchange.header("x-amz-date").isEmpty() ? exchange.header("date") : exchange.header("x-amz-date");
        StringBuilder missing = new StringBuilder();
        for (String name : PARTS) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        if (date.isEmpty()) {
            missing.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
        }
        if (!missing.isEmpty()) {
            throw AwsException.of("IncompleteSignatureException", 403, missing + "Authorization=" + algorithm);
        }
        return of(algorithm, parts, date);
    }

    /** @throws AwsException IncompleteSignatureException, which names what is missing, in AWS's words */
    static SignatureParts ofQuery(Map<String, String> query) {
        Map<String, String> parts = new HashMap<>();
        query.forEach((name, value) -> parts.put(name.replace("X-Amz-", ""), value));
        StringBuilder missing = new StringBuilder();
        for (String name : PARAMETERS) {
            if (parts.getOrDefault(name, "").isEmpty()) {
                missing.append("AWS query-string parameters must include 'X-Amz-")
                        .append(name)
                        .append("'. ");
            }
        }
        if (!missing.isEmpty()) {
            throw AwsException.of(
                    "IncompleteSignatureException", 403, missing + "Re-examine the query-string parameters.");
        }
        return of(parts.getOrDefault("Algorithm", ""), parts, parts.getOrDefault("Date", ""));
    }

    private static SignatureParts of(String algorithm, Map<String, String> parts, String date) {
        return new SignatureParts(
                algorithm,
                parts.getOrDefault("Credential", ""),
                parts.getOrDefault("SignedHeaders", ""),
                parts.getOrDefault("Signature", ""),
                date,
                parts.getOrDefault("Expires", "0"));
    }
}
