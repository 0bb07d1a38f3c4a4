package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.logs.group.LogTags;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;

/**
 * CreateDelivery and its kin.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateDelivery.html">CreateDelivery</a>
 */
final class DeliveryOperations {

    private static final TextConstraint ID = TextConstraint.matching(1, 64, "^[0-9A-Za-z]+$");
    private static final TextConstraint FIELD = TextConstraint.length(1, 64);
    private static final String KIND = "delivery";
    private static final int ID_CHARS = 16;

    private final Registry registry;
    private final Shelf<Delivery> shelf;
    private final GroupPolicy policy;

    DeliveryOperations(Registry registry, GroupPolicy policy) {
        this.registry = registry;
        this.policy = policy;
        this.shelf = new Shelf<>(
                registry,
                registry.deliveries,
                new Shelf.Words("Delivery", "Deliveries", KIND, "id", ID),
                this::view,
                delivery -> false);
    }

    Map<String, Operation> operations() {
        return shelf.operations("CreateDelivery", this::create);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String source = members.required("deliverySourceName", Registry.NAME);
        String destinationArn = members.required("deliveryDestinationArn", Registry.ARN);
        List<String> fields = members.texts("recordFields", FIELD);
        Map<String, String> tags = LogTags.read(members);
        members.check();
        String account = request.caller().account();
        registry.allow(request.caller(), "CreateDelivery", KIND, "*");
        Delivery delivery;
        DeliveryDestination destination;
        synchronized (registry) {
            registry.source(account, source);
            destination = registry.destination(destinationArn)
                    .orElseThrow(() -> Registry.missing("Delivery destination", destinationArn));
            if (registry.deliveries.list().stream()
                    .anyMatch(other -> other.account().equals(account)
                            && other.source().equals(source)
                            && other.destinationArn().equals(destinationArn))) {
                throw Registry.conflict(
                        "Delivery source " + source + " has a delivery to " + destinationArn + " already.");
            }
            String id =
                    registry.kernel().ids().uuid().toString().replace("-", "").substring(0, ID_CHARS);
            delivery = new Delivery(account, id, source, destinationArn, destination.type(), fields, tags);
            shelf.put(delivery);
        }
        policy.allowDelivery(request.caller(), destination);
        return shelf.answer(delivery);
    }

    private ObjectNode view(Delivery delivery) {
        ObjectNode view = Json.object()
                .put("id", delivery.id())
                .put("arn", registry.arn(KIND, delivery.account(), delivery.id()))
                .put("deliverySourceName", delivery.source())
                .put("deliveryDestinationArn", delivery.destinationArn())
                .put("deliveryDestinationType", delivery.type());
        if (!delivery.fields().isEmpty()) {
            ArrayNode fields = view.putArray("recordFields");
            delivery.fields().forEach(fields::add);
        }
        Registry.tags(view, delivery.tags());
        return view;
    }
}
