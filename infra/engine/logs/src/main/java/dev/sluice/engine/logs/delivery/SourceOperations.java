package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.logs.group.LogTags;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
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
    private final Shelf<DeliverySource> shelf;

    SourceOperations(Registry registry) {
        this.registry = registry;
        this.shelf = new Shelf<>(
                registry,
                registry.sources,
                new Shelf.Words("DeliverySource", "DeliverySources", KIND, "name", Registry.NAME),
                this::view,
                source -> registry.deliveries.list().stream()
                        .anyMatch(delivery -> delivery.account().equals(source.account())
                                && delivery.source().equals(source.name())));
    }

    Map<String, Operation> operations() {
        return shelf.operations("PutDeliverySource", this::put);
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
                            && !other.place().equals(source.place()))) {
                throw Registry.conflict(
                        "This ResourceId has already been used in another Delivery Source in this account");
            }
            shelf.put(source);
        }
        return shelf.answer(source);
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
