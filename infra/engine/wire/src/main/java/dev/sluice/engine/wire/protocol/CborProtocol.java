package dev.sluice.engine.wire.protocol;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.json.Reading;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Smithy RPC v2 CBOR, which current SDKs of some languages use for CloudWatch.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR protocol</a>
 */
public final class CborProtocol implements Shape {

    private static final int DEPTH = 100;
    private static final String NAME = "rpc-v2-cbor";
    private static final String TYPE = "application/cbor";
    private static final Pattern PATH = Pattern.compile("(?:/.*)?/service/([A-Za-z0-9_.]+)/operation/([A-Za-z0-9_]+)");
    private static final CBORMapper MAPPER = new CBORMapper(CBORFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
            .build());

    private final Map<String, Service> byName = new HashMap<>();

    public CborProtocol(Collection<Service> services) {
        for (Service service : services) {
            for (Protocol protocol : service.protocols()) {
                if (protocol instanceof Protocol.Cbor cbor) {
                    byName.put(cbor.service(), service);
                }
            }
        }
    }

    public static boolean speaks(Exchange exchange) {
        return exchange.header("smithy-protocol").equals(NAME);
    }

    @Override
    public String service(Exchange exchange) {
        Service service = addressed(exchange);
        return service == null ? "" : service.signingName();
    }

    @Override
    public Answer call(Exchange exchange, Caller caller, String requestId) {
        Matcher path = PATH.matcher(exchange.path());
        Service service = addressed(exchange);
        Operation operation =
                service == null || !path.matches() ? null : service.operations().get(path.group(2));
        if (operation == null || !exchange.method().equals("POST")) {
            throw AwsException.of(
                    "UnknownOperationException",
                    404,
                    "The engine has no " + exchange.method() + " " + exchange.path() + ".");
        }
        Response response = operation.call(Request.of(caller, parse(exchange.body())));
        if (response instanceof Response.Json json) {
            return answer(200, Map.of(), json.body());
        }
        throw new IllegalStateException(exchange.path() + " answers a payload");
    }

    @Override
    public Answer error(Exchange exchange, AwsException error, String requestId) {
        ObjectNode body = Json.object().put("__type", error.code()).put("message", error.message());
        error.members().properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        Service service = addressed(exchange);
        String code = CommonErrors.queryCode(service == null ? error.code() : queryCode(service, error.code()));
        String fault = error.status() < 500 ? "Sender" : "Receiver";
        return answer(error.status(), Map.of("x-amzn-query-error", code + ";" + fault), body);
    }

    /** Services that moved from the query protocol to this one still report their errors' older names. */
    private static String queryCode(Service service, String code) {
        return service.protocols().stream()
                .filter(Protocol.Query.class::isInstance)
                .map(protocol -> ((Protocol.Query) protocol).errorCodes().getOrDefault(code, code))
                .findFirst()
                .orElse(code);
    }

    private @Nullable Service addressed(Exchange exchange) {
        Matcher path = PATH.matcher(exchange.path());
        return path.matches() ? byName.get(path.group(1)) : null;
    }

    private static Answer answer(int status, Map<String, String> headers, JsonNode body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("smithy-protocol", NAME);
        try {
            return new Answer(status, TYPE, all, MAPPER.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new IllegalStateException("a response cannot be written", e);
        }
    }

    private static ObjectNode parse(byte[] body) {
        if (body.length == 0) {
            return Json.object();
        }
        try {
            if (Reading.tree(MAPPER, body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw AwsException.of("SerializationException", "The request body is not valid CBOR.");
        }
        throw AwsException.of("SerializationException", "The request body must be a CBOR map.");
    }
}
