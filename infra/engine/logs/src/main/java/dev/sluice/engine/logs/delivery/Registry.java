package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.store.Documents;
import java.util.Map;
import java.util.Optional;

/** All sources, destinations and deliveries; durable. Writers hold its monitor. */
final class Registry {

    static final TextConstraint NAME = TextConstraint.matching(1, 60, "[\\w-]*");
    static final TextConstraint ARN = TextConstraint.length(1, 2_048);

    private final Kernel kernel;
    final Documents<DeliverySource> sources;
    final Documents<DeliveryDestination> destinations;
    final Documents<Delivery> deliveries;

    Registry(Kernel kernel) {
        this.kernel = kernel;
        this.sources = new Documents<>(kernel.store(), "logs.delivery-source", DeliverySource.class);
        this.destinations = new Documents<>(kernel.store(), "logs.delivery-destination", DeliveryDestination.class);
        this.deliveries = new Documents<>(kernel.store(), "logs.delivery", Delivery.class);
    }

    Kernel kernel() {
        return kernel;
    }

    DeliverySource source(String account, String name) {
        return sources.get(account + "/" + name).orElseThrow(() -> missing("Delivery source", name));
    }

    Optional<DeliveryDestination> destination(String arn) {
        String[] parts = arn.split(":", 7);
        return parts.length == 7 && parts[5].equals("delivery-destination")
                ? destinations.get(parts[4] + "/" + parts[6])
                : Optional.empty();
    }

    static AwsException missing(String what, String name) {
        return AwsException.of("ResourceNotFoundException", what + " " + name + " does not exist.");
    }

    static AwsException conflict(String message) {
        return AwsException.of("ConflictException", message);
    }

    /** @param kind {@code delivery-source}, {@code delivery-destination} or {@code delivery} */
    String arn(String kind, String account, String name) {
        return kernel.arn("logs", account, kind + ":" + name);
    }

    void allow(Caller caller, String action, String kind, String name) {
        kernel.access().require(caller, "logs:" + action, arn(kind, caller.account(), name));
    }

    static void tags(ObjectNode view, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            ObjectNode node = view.putObject("tags");
            tags.forEach(node::put);
        }
    }
}
