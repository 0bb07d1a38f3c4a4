package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.request.Members;
import dev.sluice.engine.events.request.TextConstraint;
import dev.sluice.engine.logs.group.LogPage;
import dev.sluice.engine.logs.group.LogTags;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PutDeliveryDestination and its kin. Buckets and Firehose streams are taken and shown, so that templates deploy; nothing is
 * delivered to them, which the engine's log says.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutDeliveryDestination.html">PutDeliveryDestination</a>
 */
final class DestinationOperations {

    private static final Logger LOG = LoggerFactory.getLogger(DestinationOperations.class);
    private static final TextConstraint FORMAT = TextConstraint.oneOf("json", "plain", "w3c", "raw", "parquet");
    private static final TextConstraint TYPE = TextConstraint.oneOf("S3", "CWL", "FH", "XRAY");
    private static final String KIND = "delivery-destination";

    private final Registry registry;

    DestinationOperations(Registry registry) {
        this.registry = registry;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "PutDeliveryDestination", this::put,
                "GetDeliveryDestination", this::get,
                "DescribeDeliveryDestinations", this::describe,
                "DeleteDeliveryDestination", this::delete);
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        String format = members.text("outputFormat", FORMAT).orElse("json");
        String resource = members.structure("deliveryDestinationConfiguration")
                .map(config -> config.required("destinationResourceArn", Registry.ARN))
                .orElse("");
        String type = members.text("deliveryDestinationType", TYPE).orElse("");
        Map<String, String> tags = LogTags.read(members);
        members.check();
        String account = request.caller().account();
        registry.allow(request.caller(), "PutDeliveryDestination", KIND, name);
        DeliveryDestination destination =
                new DeliveryDestination(account, name, type(resource, type), resource, format, tags);
        if (!destination.type().equals(DeliveryDestination.LOG_GROUP)) {
            LOG.warn("nothing is delivered to {}: the engine delivers logs to log groups only", resource);
        }
        synchronized (registry) {
            registry.destinations.put(destination.id(), destination);
        }
        return answer(destination);
    }

    /** By the resource; X-Ray has none. */
    private static String type(String resource, String given) {
        String[] parts = resource.split(":", 7);
        String service = parts.length > 5 ? parts[2] : "";
        String type = switch (service) {
            case "logs" -> DeliveryDestination.LOG_GROUP;
            case "s3" -> "S3";
            case "firehose" -> "FH";
            default -> resource.isEmpty() && given.equals("XRAY") ? "XRAY" : "";
        };
        if (type.isEmpty() || !given.isEmpty() && !given.equals(type)) {
            throw AwsException.validation("The destination resource "
                    + (resource.isEmpty() ? "is missing" : resource + " is no log group, bucket or Firehose stream")
                    + (given.isEmpty() ? "." : ", or not of type " + given + "."));
        }
        return type;
    }

    private Response get(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        members.check();
        registry.allow(request.caller(), "GetDeliveryDestination", KIND, name);
        return answer(registry.destination(request.caller().account(), name));
    }

    private Response describe(Request request) {
        registry.allow(request.caller(), "DescribeDeliveryDestinations", KIND, "*");
        return Response.of(LogPage.of(
                new Members(request.input()),
                "deliveryDestinations",
                Registry.of(registry.destinations, DeliveryDestination::account, request.caller()),
                DeliveryDestination::name,
                this::view));
    }

    private Response delete(Request request) {
        Members members = new Members(request.input());
        String name = members.required("name", Registry.NAME);
        members.check();
        String account = request.caller().account();
        registry.allow(request.caller(), "DeleteDeliveryDestination", KIND, name);
        synchronized (registry) {
            DeliveryDestination destination = registry.destination(account, name);
            String arn = registry.arn(KIND, account, name);
            if (registry.deliveries.list().stream()
                    .anyMatch(delivery -> delivery.destinationArn().equals(arn))) {
                throw Registry.conflict("Delivery destination " + name + " has deliveries; delete them first.");
            }
            registry.destinations.remove(destination.id());
        }
        return Response.empty();
    }

    private Response answer(DeliveryDestination destination) {
        ObjectNode answer = Json.object();
        answer.set("deliveryDestination", view(destination));
        return Response.of(answer);
    }

    private ObjectNode view(DeliveryDestination destination) {
        ObjectNode view = Json.object()
                .put("name", destination.name())
                .put("arn", registry.arn(KIND, destination.account(), destination.name()))
                .put("deliveryDestinationType", destination.type())
                .put("outputFormat", destination.format());
        if (!destination.resource().isEmpty()) {
            view.putObject("deliveryDestinationConfiguration").put("destinationResourceArn", destination.resource());
        }
        Registry.tags(view, destination.tags());
        return view;
    }
}
