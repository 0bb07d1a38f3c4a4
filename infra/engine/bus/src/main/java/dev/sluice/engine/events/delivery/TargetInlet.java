package dev.sluice.engine.events.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.attempt.Attempts;
import dev.sluice.engine.events.attempt.TargetClients;
import dev.sluice.engine.events.attempt.Traces;
import dev.sluice.engine.events.input.EventView;
import dev.sluice.engine.events.input.UnreadableEventException;
import dev.sluice.engine.events.lane.DeliveryTable;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.events.put.Inlet;
import dev.sluice.engine.events.rule.TargetKind;
import dev.sluice.engine.events.target.Delivery;
import dev.sluice.engine.events.target.DeliveryContent;
import dev.sluice.engine.events.target.Dynamic;
import dev.sluice.engine.events.target.HttpCall;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.trace.TraceRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Passes events to one target: at once, in the transaction that takes the event in, if it is a queue that accepts it; otherwise
 * through the table of deliveries. Whatever fails on the short path is left to the long one, which reports why.
 */
final class TargetInlet implements Inlet {

    private final Target target;
    private final Lane lane;
    private final Kernel kernel;
    private final DeliveryTable table;
    private final Queues queues;
    private final DeliveryMetrics metrics;
    private final DeliveryLog log;

    TargetInlet(Target target, Lane lane, Delivering delivering, Queues queues) {
        this.target = target;
        this.lane = lane;
        this.kernel = delivering.kernel();
        this.table = delivering.table();
        this.queues = queues;
        this.metrics = delivering.metrics();
        this.log = delivering.log();
    }

    @Override
    public Optional<Aim> aim() {
        return Optional.of(new Aim(target.key(), target.arn()));
    }

    @Override
    public Enqueue prepare(BusEvent event) {
        try {
            return prepare(event, new EventView(event, target.ruleArn(), target.rule()));
        } catch (UnreadableEventException e) {
            return hopeless(
                    event, "", "INVALID_JSON", "The input transformer cannot read the event: " + e.getMessage());
        }
    }

    private Enqueue prepare(BusEvent event, EventView view) {
        String parameters = parameters(view);
        if (target.kind() == TargetKind.BUS && event.forwarded()) {
            return hopeless(
                    event,
                    parameters,
                    "THIRD_ACCOUNT_HOP_DETECTED",
                    "An event that came from another event bus is not sent to a third one.");
        }
        Optional<String> text = target.input().of(view);
        if (text.isEmpty()) {
            return hopeless(event, parameters, "INVALID_JSON", "The input transformer did not make valid JSON.");
        }
        DeliveryContent content = DeliveryContent.of(target, event, text.get(), parameters);
        if (target.kind() == TargetKind.QUEUE) {
            try {
                ObjectNode message = TargetClients.message(target, text.get(), parameters);
                return new Direct(
                        queues.prepare(Attempts.caller(kernel, target), message),
                        content,
                        Traces.success(Optional.of(target), content, event.at()));
            } catch (AwsException e) {
                return waiting(Delivery.fresh(content));
            }
        }
        return waiting(Delivery.fresh(content));
    }

    private String parameters(EventView view) {
        ObjectNode given = target.parameters();
        Dynamic dynamic = new Dynamic(view);
        if (target.kind() == TargetKind.QUEUE) {
            return dynamic.text(
                    given.path("SqsParameters").path("MessageGroupId").asText());
        }
        return target.kind() == TargetKind.API_DESTINATION && given.hasNonNull("HttpParameters")
                ? Json.text(HttpCall.resolve(given.path("HttpParameters"), dynamic))
                : "";
    }

    private Enqueue hopeless(BusEvent event, String parameters, String code, String message) {
        return waiting(Delivery.hopeless(DeliveryContent.of(target, event, "", parameters), code, message));
    }

    private Enqueue waiting(Delivery delivery) {
        return tx -> {
            Delivery added = table.add(tx, delivery);
            tx.afterCommit(() -> lane.arrived(added));
        };
    }

    /** A message that is put on its queue together with the event's ingestion. */
    private final class Direct implements Enqueue {
        private final Enqueue send;
        private final DeliveryContent content;
        private final TraceRecord success;

        Direct(Enqueue send, DeliveryContent content, TraceRecord success) {
            this.send = send;
            this.content = content;
            this.success = success;
        }

        @Override
        public void apply(Tx tx) throws SQLException {
            send.apply(tx);
            tx.afterCommit(() -> {
                Instant now = kernel.time().now();
                metrics.direct(target, success.at(), now);
                log.direct(target, content, now);
            });
        }

        @Override
        public Optional<TraceRecord> record() {
            return Optional.of(success);
        }
    }
}
