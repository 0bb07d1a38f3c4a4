package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.request.Members;
import dev.sluice.engine.events.request.TextConstraint;
import dev.sluice.engine.logs.group.LogPage;
import dev.sluice.engine.logs.group.LogTags;
import java.util.Map;
import java.util.Set;

/**
 * PutDeliverySource and its kin. Of the services that AWS lets log, the engine has event buses.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliverySource.html">PutDeliverySource</a>
 */
final class SourceOperations {

    private static final TextConstraint TYPE = TextConstraint.matching(1, 255, "[\\w]*");
    private static final Set<String> TYPES = Set.of("ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS");
    private static final String KIND = "delivery-source";

    private final Registry registry;

    SourceOperations(Registry registry) {
        this.registry = registry;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutDeliverySource", this::put,
                "GetDeliverySource", this::get,
                "DescribeDeliverySources", this::describe,
                "DeleteDeliverySource", this::delete);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        String resource = members.required("resourceArn", Registry.ARN);
        String type = members.required("logType", TYPE);
        Map<String, String> tags = LogTags.read(members);
        members.check();
        Caller caller = request.caller();
        registry.allow(caller, "PutDeliverySource", KIND, name);
        bus(caller, resource, type);
        DeliverySource source = new DeliverySource(caller.account(), name, resource, "events", type, tags);
        synchronized (registry) {
            if (registry.sources.list().stream()
                    .anyMatch(other -> other.resource().equals(resource)
                            && other.logType().equals(type)
                            && !other.id().equals(source.id()))) {
                throw Registry.conflict(
                        "This ResourceId has already been used in another Delivery Source in this account");
            }
            registry.sources.put(source.id(), source);
        }
        return answer(source);
    }

    private void bus(Caller caller, String resource, String type) {
        if (!resource.contains(":events:") || !resource.contains(":event-bus/")) {
            throw AwsException.validation("The engine delivers logs of event buses only, not of " + resource + ".");
        }
        if (!TYPES.contains(type)) {
            throw AwsException.validation("The log type " + type
                    + " is not valid for an event bus: it has ERROR_LOGS, INFO_LOGS and TRACE_LOGS.");
        }
        var kernel = registry.kernel();
        kernel.access().require(caller, "events:AllowVendedLogDeliveryForResource", resource);
        kernel.aws()
                .call(
                        Caller.internal(caller.account()),
                        "events",
                        "DescribeEventBus",
                        Json.object().put("Name", resource));
    }

    private Response get(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        members.check();
        registry.allow(request.caller(), "GetDeliverySource", KIND, name);
        return answer(registry.source(request.caller().account(), name));
    }

    private Response describe(Request request) {
        registry.allow(request.caller(), "DescribeDeliverySources", KIND, "*");
        return Response.of(LogPage.of(
                new Members(request.input()),
                "deliverySources",
                Registry.of(registry.sources, DeliverySource::account, request.caller()),
                DeliverySource::name,
                this::view));
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        members.check();
        String account = request.caller().account();
        registry.allow(request.caller(), "DeleteDeliverySource", KIND, name);
        synchronized (registry) {
            DeliverySource source = registry.source(account, name);
            if (registry.deliveries.list().stream()
                    .anyMatch(delivery -> delivery.account().equals(account)
                            && delivery.source().equals(name))) {
                throw Registry.conflict("Delivery source " + name + " has deliveries; delete them first.");
            }
            registry.sources.remove(source.id());
        }
        return Response.empty();
    }

    private Response answer(DeliverySource source) {
        ObjectNode answer = Json.object();
        answer.set("deliverySource", view(source));
        return Response.of(answer);
    }

    private ObjectNode view(DeliverySource source) {
        ObjectNode view = Json.object()
                .put("name", source.name())
                .put("arn", registry.arn(KIND, source.account(), source.name()));
        view.putArray("resourceArns").add(source.resource());
        view.put("service", source.service()).put("logType", source.logType());
        Registry.tags(view, source.tags());
        return view;
    }
}
