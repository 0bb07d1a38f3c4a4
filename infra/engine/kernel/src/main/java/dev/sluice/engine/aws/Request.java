package dev.sluice.engine.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * One call of an operation.
 *
 * @param caller who calls
 * @param input the modelled input members; for REST services with path and query parameters merged in
 * @param payload the raw body where the operation's input has a blob payload (Lambda Invoke); otherwise empty
 * @param headers HTTP headers, names in lower case; empty for in-process calls
 */
public record Request(Caller caller, ObjectNode input, byte[] payload, Map<String, String> headers) {

    private static final byte[] NONE = new byte[0];

    public static Request of(Caller caller, ObjectNode input) {
        return new Request(caller, input, NONE, Map.of());
    }
}
