package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.logs.group.LogTags;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
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
    private final Shelf<DeliveryDestination> shelf;

    DestinationOperations(Registry registry) {
        this.registry = registry;
        this.shelf = new Shelf<>(
                registry,
                registry.destinations,
                new Shelf.Words("DeliveryDestination", "DeliveryDestinations", KIND, "name", Registry.NAME),
                this::view,
                destination -> registry.deliveries.list().stream()
                        .anyMatch(delivery -> delivery.destinationArn()
                                .equals(registry.arn(KIND, destination.account(), destination.name()))));
    }

    Map<String, Operation> operations() {
        return shelf.operations("PutDeliveryDestination", this::put);
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
        if (destination.type().equals(DeliveryDestination.LOG_GROUP) && !resource.split(":", 7)[4].equals(account)) {
            throw AwsException.of(
                    "AccessDeniedException",
                    "The log group " + resource
                            + " belongs to another account; its delivery destination is made there.");
        }
        if (!destination.type().equals(DeliveryDestination.LOG_GROUP)) {
            LOG.warn("nothing is delivered to {}: the engine delivers logs to log groups only", resource);
        }
        synchronized (registry) {
            shelf.put(destination);
        }
        return shelf.answer(destination);
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
                    + (resource.isEmpty() ? "is missing" : resource + " is not a log group, bucket or Firehose stream")
                    + (given.isEmpty() ? "." : ", or not of type " + given + "."));
        }
        return type;
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
