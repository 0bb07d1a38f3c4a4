package dev.sluice.engine.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All services of the engine, for calls from one to another. Such a call is the same operation, with the same checks of
 * policies, as one that came over HTTP. Thread-safe once the engine has started.
 */
public final class Aws {

    private final Map<String, Service> services = new LinkedHashMap<>();

    /** Adds a service; names are unique. */
    public void register(Service service) {
        if (services.putIfAbsent(service.name(), service) != null) {
            throw new IllegalArgumentException("two services are named " + service.name());
        }
    }

    public Collection<Service> services() {
        return List.copyOf(services.values());
    }

    /** Calls an operation whose output is JSON. */
    public JsonNode call(Caller caller, String service, String operation, ObjectNode input) {
        Response response = operation(service, operation).call(Request.of(caller, input));
        if (response instanceof Response.Json json) {
            return json.body();
        }
        throw new IllegalStateException(service + ":" + operation + " answers a payload; use invoke");
    }

    /** Calls any operation. */
    public Response invoke(String service, String operation, Request request) {
        return operation(service, operation).call(request);
    }

    private Operation operation(String service, String operation) {
        Service found = services.get(service);
        Operation known = found == null ? null : found.operations().get(operation);
        if (known == null) {
            throw AwsException.of("UnknownOperationException", "The engine has no " + service + ":" + operation + ".");
        }
        return known;
    }
}
