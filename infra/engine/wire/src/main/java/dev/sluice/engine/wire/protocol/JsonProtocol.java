package dev.sluice.engine.wire.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * AWS JSON 1.0 and 1.1.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1 protocol</a>
 */
public final class JsonProtocol implements Shape {

    private record Target(Service service, String version) {

        /** The codes of the query protocol, if the service speaks that too. */
        Optional<Map<String, String>> queryCodes() {
            return service.protocols().stream()
                    .filter(Protocol.Query.class::isInstance)
                    .map(protocol -> ((Protocol.Query) protocol).errorCodes())
                    .findFirst();
        }
    }

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Map<String, Target> byPrefix = new HashMap<>();

    public JsonProtocol(Collection<Service> services) {
        for (Service service : services) {
            for (Protocol protocol : service.protocols()) {
                if (protocol instanceof Protocol.Json json) {
                    byPrefix.put(json.targetPrefix(), new Target(service, json.version()));
                }
            }
        }
    }

    @Override
    public String service(Exchange exchange) {
        Target found = byPrefix.get(prefix(exchange.header("x-amz-target")));
        return found == null ? "" : found.service().signingName();
    }

    @Override
    public Answer call(Exchange exchange, Caller caller, String requestId) {
        String target = exchange.header("x-amz-target");
        Target found = byPrefix.get(prefix(target));
        Operation operation =
                found == null ? null : found.service().operations().get(target.substring(target.lastIndexOf('.') + 1));
        if (found == null || operation == null) {
            throw AwsException.of("UnknownOperationException", "The engine has no operation " + target + ".");
        }
        Response response =
                operation.call(new Request(caller, parse(exchange.body()), exchange.body(), exchange.headers()));
        if (response instanceof Response.Json json) {
            byte[] body = bytes(json.body());
            return new Answer(200, "application/x-amz-json-" + found.version(), checksum(body), body);
        }
        throw new IllegalStateException(target + " answers a payload");
    }

    @Override
    public Answer error(Exchange exchange, AwsException error, String requestId) {
        ObjectNode body = Json.object().put("__type", error.code()).put("message", error.message());
        error.members().properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amzn-errortype", error.code());
        String target = exchange.header("x-amz-target");
        Optional.ofNullable(byPrefix.get(prefix(target)))
                .flatMap(Target::queryCodes)
                .ifPresent(codes -> headers.put(
                        "x-amzn-query-error",
                        CommonErrors.queryCode(codes.getOrDefault(error.code(), error.code()))
                                + (error.status() < 500 ? ";Sender" : ";Receiver")));
        if (target.startsWith("secretsmanager.")) {
            body.put("Message", error.message());
        }
        if (target.startsWith("AmazonSQS.")) {
            body.put("__type", CommonErrors.type("com.amazonaws.sqs", error.code()));
        } else if (target.startsWith("DynamoDB")) {
            body.put("__type", CommonErrors.type("com.amazonaws.dynamodb.v20120810", error.code()));
            if (error.code().equals("MissingAuthenticationTokenException")) {
                body.put("message", "Request is missing Authentication Token");
            }
            headers.putAll(checksum(bytes(body)));
        }
        Target found = byPrefix.get(prefix(target));
        String version = found == null ? "1.1" : found.version();
        return new Answer(status(error, target), "application/x-amz-json-" + version, headers, bytes(body));
    }

    /** Services of this protocol refuse unknown callers with 400, those of other protocols with 403; SQS keeps its older status. */
    private static int status(AwsException error, String target) {
        return error.status() == FORBIDDEN && !target.startsWith("AmazonSQS.") ? BAD_REQUEST : error.status();
    }

    private static String prefix(String target) {
        return target.substring(0, Math.max(0, target.lastIndexOf('.')));
    }

    static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return Json.object();
        }
        @Nullable JsonNode node;
        try {
            node = Json.parse(body);
        } catch (IOException e) {
            throw AwsException.of("SerializationException", "The request body is not valid JSON.");
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw AwsException.of("SerializationException", "The request body must be a JSON object.");
    }

    public static byte[] bytes(JsonNode node) {
        try {
            return Json.MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new IllegalStateException("a response cannot be written", e);
        }
    }

    private static Map<String, String> checksum(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return Map.of("x-amz-crc32", Long.toString(crc.getValue()));
    }
}
