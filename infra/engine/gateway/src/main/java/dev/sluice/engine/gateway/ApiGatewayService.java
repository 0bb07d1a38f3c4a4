package dev.sluice.engine.gateway;

import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.gateway.http.HttpApis;
import dev.sluice.engine.kernel.Kernel;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * API Gateway V2: service {@code apigateway}, with HTTP APIs whose routes lead to functions. WebSocket APIs, custom domains,
 * JWT authorizers and HTTP integrations are not offered.
 *
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/api-reference.html">API reference</a>
 */
public final class ApiGatewayService implements Service {

    private final Map<String, Operation> operations = new HashMap<>();
    private final List<Protocol.Route> routes = new ArrayList<>();
    private final HttpApis apis;

    /** @param url where the engine answers */
    public ApiGatewayService(Kernel kernel, Supplier<URI> url) {
        Items items = new Items(kernel);
        this.apis = new HttpApis(kernel, items);
        for (Kind kind : Kind.values()) {
            Operations ofKind = new Operations(kernel, items, id -> items.endpoint(url.get(), id), kind);
            operations.putAll(ofKind.operations());
            routes.addAll(ofKind.routes());
        }
    }

    /** Answers the requests of their clients. */
    public HttpApis apis() {
        return apis;
    }

    @Override
    public String name() {
        return "apigateway";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.RestJson(List.copyOf(routes)));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.copyOf(operations);
    }

    @Override
    public void close() {
        apis.close();
    }
}
