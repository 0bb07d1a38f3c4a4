package dev.sluice.delivery.api;

/** Ends an operation with an error that the caller sees: {@code {"code", "detail"}}. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private ApiException(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public static ApiException badRequest(String detail) {
        return new ApiException(400, "generic_error", detail);
    }

    static ApiException unauthenticated() {
        return new ApiException(
                401, "authentication_failed", "The request has no valid token; send Authorization: Bearer TOKEN.");
    }

    static ApiException forbidden(String detail) {
        return new ApiException(403, "insufficient_access", detail);
    }

    public static ApiException notFound(String detail) {
        return new ApiException(404, "not_found", detail);
    }

    static ApiException wrongMethod(String allowed) {
        return new ApiException(405, "method_not_allowed", "This path takes " + allowed + ".");
    }

    public static ApiException conflict(String detail) {
        return new ApiException(409, "conflict", detail);
    }

    public static ApiException tooLarge(String detail) {
        return new ApiException(413, "payload_too_large", detail);
    }

    public static ApiException tooManyRequests(String detail) {
        return new ApiException(429, "rate_limit", detail);
    }

    public static ApiException notImplemented(String detail) {
        return new ApiException(501, "not_implemented", detail);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
