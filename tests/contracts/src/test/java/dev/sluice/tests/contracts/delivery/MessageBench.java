package dev.sluice.tests.contracts.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.api.Api;
import dev.sluice.delivery.api.Calls;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Router;
import dev.sluice.delivery.api.id.Ids;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.idempotency.MemoryAnswers;
import dev.sluice.delivery.api.message.MessageApi;
import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.MemoryEndpoints;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.delivery.journal.JournalTable;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.MessageTypes;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.MemoryQueue;
import dev.sluice.delivery.queue.Received;
import dev.sluice.delivery.task.Tasks;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Attempt;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The operations on messages over the tables of an engine. The bus is a list, from which {@link #dispatch} takes; {@link #attempt}
 * plays the sender. The application {@code app_blue} has the uid {@code blue}.
 */
final class MessageBench implements MessageTypes {

    final ManualClock clock = new ManualClock();
    final String blue = "blue-" + UUID.randomUUID();
    final String red = "red-" + UUID.randomUUID();
    final List<DomainEvent> bus = new ArrayList<>();
    final MemoryEndpoints endpoints = new MemoryEndpoints();
    final MemoryQueue deliveries = new MemoryQueue();
    final JournalTable journal;
    final Messages messages;
    private final Dispatcher dispatcher;
    private final Api api;
    private boolean busIsDown;

    MessageBench(EngineStack stack) {
        journal = new JournalTable(stack.dynamoDb(), "journal");
        messages = new Messages(stack.dynamoDb(), "journal", clock);
        dispatcher = new Dispatcher(new EndpointCache(endpoints), journal, deliveries, clock);
        MessageApi operations = new MessageApi(
                endpoints,
                messages,
                new Attempts(stack.dynamoDb(), "journal"),
                journal,
                new Tasks(stack.dynamoDb(), "control"),
                this::publish,
                deliveries,
                this,
                new Ids(clock, new SecureRandom()),
                clock);
        api = new Api(
                new Router(operations.operations(
                        body -> new Owner("app_new", "new-" + blue),
                        endpoint -> Json.object().put("id", endpoint.id()))),
                name -> switch (name) {
                    case "app_blue", "blue" -> Optional.of(new Owner("app_blue", blue));
                    case "app_red" -> Optional.of(new Owner("app_red", red));
                    default -> Optional.empty();
                },
                new Idempotency(new MemoryAnswers(), clock, time -> {}));
    }

    Calls operator() {
        return Calls.operator(api);
    }

    Calls tenant(String application) {
        return Calls.tenant(api, application);
    }

    void busIsDown(boolean now) {
        busIsDown = now;
    }

    private synchronized void publish(DomainEvent event) {
        if (busIsDown) {
            throw new IllegalStateException("the bus is not there");
        }
        bus.add(event);
    }

    /** @param types empty for all */
    Endpoint endpoint(String tenant, List<String> types, List<String> channels) {
        Endpoint plain =
                Endpoints.of(tenant, UUID.randomUUID().toString(), "https://a.example/", types, Optional.empty());
        Endpoint endpoint = new Endpoint(
                plain.tenant(),
                plain.id(),
                plain.url(),
                plain.description(),
                plain.types(),
                plain.pattern(),
                plain.disabled(),
                plain.failingSince(),
                plain.headers(),
                plain.secrets(),
                new Profile(Optional.of("own-" + plain.id()), channels, Map.of(), Optional.empty()),
                plain.createdAt(),
                plain.updatedAt(),
                plain.revision());
        endpoints.create(endpoint, 100);
        return endpoint;
    }

    /** Takes what is on the bus through the dispatcher, and answers the deliveries. */
    List<Delivery> dispatch() {
        for (DomainEvent event : bus) {
            JsonNode detail = event.json().get("detail");
            String envelope = "{\"detail-type\":\"" + event.detailType() + "\",\"detail\":" + Json.text(detail) + "}";
            Map<String, String> failures =
                    dispatcher.dispatch(List.of(new Received("m", "fanout", 1, Map.of(), envelope)));
            if (!failures.isEmpty()) {
                throw new AssertionError(failures.toString());
            }
        }
        bus.clear();
        return deliveries();
    }

    List<Delivery> deliveries() {
        return deliveries.take().stream().map(Delivery::of).toList();
    }

    /** Posts a message and answers its id. */
    String message(String type, String members) {
        Calls.Answer answer = operator()
                .post("/api/v1/app/blue/msg", "{'eventType':'" + type + "','payload':{'a':1}" + members + "}");
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        return answer.text("/id");
    }

    void attempt(String message, Endpoint endpoint, int number, Attempt.Status status, int code) {
        Instant now = clock.instant();
        journal.attempted(List.of(new Attempt(
                new Attempt.Key(message, endpoint.id(), number),
                status,
                "",
                endpoint.url(),
                code == 0 ? Optional.empty() : Optional.of(code),
                code == 0 ? "CONNECTION_REFUSED nobody is there" : "",
                now,
                7,
                status == Attempt.Status.RETRYING ? Optional.of(now.plusSeconds(5)) : Optional.empty(),
                code == 0 ? "" : "answer " + number,
                Attempt.Trigger.SCHEDULE,
                new Attempt.Wire(
                        "203.0.113.7",
                        List.of(Map.entry("webhook-signature", "v1,abc"), Map.entry("authorization", "")),
                        List.of(Map.entry("server", "x"))))));
    }

    @Override
    public Optional<String> source(String type) {
        return type.startsWith("catalog.") ? Optional.of("com.example.orders") : Optional.empty();
    }

    @Override
    public List<String> problems(String type, JsonNode data) {
        return type.equals("catalog.strict") && !data.has("b")
                ? List.of("/: required property 'b' not found")
                : List.of();
    }

    @Override
    public Optional<JsonNode> example(String type, int index) {
        return type.equals("user.signup") && index == 0
                ? Optional.of(Json.object().put("example", true))
                : Optional.empty();
    }
}
