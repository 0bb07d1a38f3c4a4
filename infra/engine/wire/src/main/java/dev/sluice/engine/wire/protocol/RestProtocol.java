package dev.sluice.engine.wire.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AWS REST JSON: method and path choose the operation, path and query parameters are input members.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">AWS REST JSON protocol</a>
 */
public final class RestProtocol implements Shape {

    private record Bound(Service service, Protocol.Route route, RouteTemplate template) {}

    private record Found(Bound bound, Map<String, String> parameters) {}

    private final List<Bound> routes = new ArrayList<>();

    public RestProtocol(List<Service> services) {
        for (Service service : services) {
            for (Protocol protocol : service.protocols()) {
                if (protocol instanceof Protocol.RestJson rest) {
                    rest.routes()
                            .forEach(route -> routes.add(new Bound(service, route, new RouteTemplate(route.path()))));
                }
            }
        }
    }

    /** Whether the service of this signing name is spoken to in this protocol. */
    public boolean serves(String signingName) {
        return routes.stream().anyMatch(bound -> bound.service().signingName().equals(signingName));
    }

    public boolean knows(Exchange exchange) {
        return find(exchange).isPresent();
    }

    @Override
    public String service(Exchange exchange) {
        return find(exchange)
                .map(found -> found.bound().service().signingName())
                .orElse("");
    }

    @Override
    public Answer call(Exchange exchange, Caller caller, String requestId) {
        Found found = find(exchange)
                .orElseThrow(() -> AwsException.of(
                        "UnknownOperationException",
                        404,
                        "The engine does not offer " + exchange.method() + " " + exchange.path() + of(exchange)));
        Protocol.Route route = found.bound().route();
        Operation operation = found.bound().service().operations().get(route.operation());
        if (operation == null) {
            throw AwsException.of(
                    "UnknownOperationException", 404, "The engine has no operation " + route.operation() + ".");
        }
        ObjectNode input = route.payload() ? Json.object() : JsonProtocol.parse(exchange.body());
        found.parameters().forEach(input::put);
        queryParameters(exchange, input);
        Response response = operation.call(new Request(caller, input, exchange.body(), exchange.headers()));
        if (response instanceof Response.Raw raw) {
            return new Answer(raw.status(), "application/json", raw.headers(), raw.body());
        }
        byte[] body = route.status() == 204 ? new byte[0] : JsonProtocol.bytes(((Response.Json) response).body());
        return new Answer(route.status(), "application/json", Map.of(), body);
    }

    /** What is asked of a service of which the engine has nothing is said of the service. */
    private String of(Exchange exchange) {
        String service = Scope.service(exchange);
        return service.isEmpty() ? "." : " of " + service + ".";
    }

    @Override
    public Answer error(Exchange exchange, AwsException error, String requestId) {
        if (Scope.service(exchange).equals("s3")) {
            // S3's clients read XML, and of JSON they show the status alone.
            return Answer.text(error.status(), "application/xml", QueryXml.plainError(error, requestId));
        }
        ObjectNode body = Json.object().put("message", error.message()).put("Message", error.message());
        body.put("Type", error.status() < 500 ? "User" : "Service");
        error.members().properties().forEach(member -> body.set(member.getKey(), member.getValue()));
        return new Answer(
                error.status(), "application/json", Map.of("x-amzn-errortype", error.code()), JsonProtocol.bytes(body));
    }

    /** If several services have such a path, the one that the signature names. */
    private Optional<Found> find(Exchange exchange) {
        String service = Scope.service(exchange);
        Optional<Found> any = Optional.empty();
        for (Bound bound : routes) {
            if (bound.route().method().equals(exchange.method())) {
                Optional<Found> found =
                        bound.template().match(exchange.rawPath()).map(parameters -> new Found(bound, parameters));
                if (found.isPresent() && service.equals(bound.service().signingName())) {
                    return found;
                }
                any = any.or(() -> found);
            }
        }
        return any;
    }

    /** A parameter that appears more than once becomes a list. */
    private static void queryParameters(Exchange exchange, ObjectNode input) {
        Form.parse(exchange.rawQuery()).forEach((name, values) -> {
            if (values.size() == 1) {
                input.put(name, values.get(0));
            } else {
                ArrayNode list = input.putArray(name);
                values.forEach(list::add);
            }
        });
    }
}
