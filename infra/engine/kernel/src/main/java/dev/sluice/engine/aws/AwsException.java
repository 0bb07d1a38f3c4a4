package dev.sluice.engine.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error as AWS reports it: a code, a message, an HTTP status and sometimes more members. */
public class AwsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final int status;
    private final transient ObjectNode members;

    protected AwsException(String code, int status, String message, ObjectNode members) {
        super(message);
        this.code = code;
        this.status = status;
        this.members = members;
    }

    /** A modelled client error: HTTP 400. */
    public static AwsException of(String code, String message) {
        return new AwsException(code, 400, message, JsonNodeFactory.instance.objectNode());
    }

    /** An error with the HTTP status that its service's model gives. */
    public static AwsException of(String code, int status, String message) {
        return new AwsException(code, status, message, JsonNodeFactory.instance.objectNode());
    }

    public static AwsException validation(String message) {
        return of("ValidationException", message);
    }

    /** The same error with one more member in its body, such as {@code CancellationReasons}. */
    public final AwsException with(String member, com.fasterxml.jackson.databind.JsonNode value) {
        ObjectNode more = members.deepCopy();
        more.set(member, value);
        return new AwsException(code, status, message(), more);
    }

    public final String code() {
        return code;
    }

    public final int status() {
        return status;
    }

    /** Members of the error body besides code and message. */
    public final ObjectNode members() {
        return members;
    }

    /** The message, never null. */
    public final String message() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
