package dev.sluice.engine.events.attempt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Write;
import java.util.List;
import java.util.Map;

/**
 * Buses as targets. The event keeps its id, account, source and detail; what a transformer made takes the detail's place. The
 * other bus takes it in within the write that ends the delivery.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html">Sending events between buses</a>
 */
public final class Forwarding implements Attempts.TargetClient {

    private final Kernel kernel;
    private final Buses buses;
    private final Ingest ingest;

    public Forwarding(Kernel kernel, Buses buses, Ingest ingest) {
        this.kernel = kernel;
        this.buses = buses;
        this.ingest = ingest;
    }

    @Override
    public Attempt go(Target target, Caller caller, List<Delivery> deliveries) {
        DeliveryContent content = deliveries.get(0).content();
        BusKey bus = BusKey.of(target.arn(), caller, kernel.region());
        buses.require(bus);
        ObjectNode envelope = (ObjectNode) Json.parseTrusted(content.event());
        kernel.access()
                .require(
                        caller,
                        "events:PutEvents",
                        bus.arn(),
                        Map.of(
                                "events:source", envelope.path("source").asText(),
                                "events:detail-type",
                                        envelope.path("detail-type").asText(),
                                "events:eventBusInvocation", "true"));
        String text = content.event();
        if (!content.payload().isEmpty()) {
            envelope.set("detail", detail(content.payload()));
            text = Json.text(envelope);
        }
        BusEvent event = new BusEvent(
                content.eventId(), content.subject(), bus, text, kernel.time().now(), true, content.trace());
        Write<Boolean> taking = ingest.prepare(List.of(event), List.of());
        return Attempt.made(tx -> taking.apply(tx));
    }

    private static JsonNode detail(String payload) {
        try {
            JsonNode detail = Json.parse(payload);
            if (detail.isObject()) {
                return detail;
            }
        } catch (JsonProcessingException e) {
            throw AwsException.of("InvalidParameterException", "Detail is malformed.");
        }
        throw AwsException.of("InvalidParameterException", "Detail is malformed.");
    }
}
