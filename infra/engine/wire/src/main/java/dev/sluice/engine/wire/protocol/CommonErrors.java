package dev.sluice.engine.wire.protocol;

import java.util.Map;
import java.util.Set;

/**
 * Errors that all services have in common, under the names that each protocol gives them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</a>
 */
public final class CommonErrors {

    /** The query protocol's names of what JSON's call otherwise, for every service. */
    private static final Map<String, String> OF_SIGNATURES = Map.of(
            "InvalidSignatureException", "SignatureDoesNotMatch",
            "UnrecognizedClientException", "InvalidClientTokenId",
            "MissingAuthenticationTokenException", "MissingAuthenticationToken",
            "IncompleteSignatureException", "IncompleteSignature",
            "ExpiredTokenException", "ExpiredToken");

    /** What AWS's service framework answers before the service itself sees the request. */
    private static final Set<String> OF_FRAMEWORK =
            Set.of("AccessDeniedException", "SerializationException", "UnknownOperationException", "InternalFailure");

    private CommonErrors() {}

    public static String queryCode(String code) {
        return OF_SIGNATURES.getOrDefault(code, code);
    }

    /**
     * The type with its name space, as SQS and DynamoDB send it; DynamoDB's are recorded in dynalite's tests.
     *
     * @param namespace that of the service's own errors
     */
    static String type(String namespace, String code) {
        if (OF_SIGNATURES.containsKey(code) || OF_FRAMEWORK.contains(code)) {
            return "com.amazon.coral.service#" + code;
        }
        return code.equals("ValidationException") ? "com.amazon.coral.validate#" + code : namespace + "#" + code;
    }
}
