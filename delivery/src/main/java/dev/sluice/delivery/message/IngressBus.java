package dev.sluice.delivery.message;

import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.json.Json;
import java.time.Instant;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * The ingress bus, which acknowledges an event when it is safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
public record IngressBus(EventBridgeClient client, String bus) implements Publisher {

    @Override
    public void publish(DomainEvent event) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(event.source())
                .detailType(event.detailType())
                .time(Instant.parse(event.time()))
                .detail(Json.text(event.json().get("detail")))
                .build();
        var answer = client.putEvents(put -> put.entries(entry));
        if (answer.failedEntryCount() > 0) {
            var failed = answer.entries().get(0);
            throw new IllegalStateException(
                    "the ingress bus did not take the event: " + failed.errorCode() + ": " + failed.errorMessage());
        }
    }
}
