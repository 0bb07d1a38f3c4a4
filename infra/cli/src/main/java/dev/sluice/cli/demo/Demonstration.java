package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.deployed.Clients;
import dev.sluice.cli.deployed.Deployment;
import dev.sluice.cli.deployed.EndpointFunction;
import dev.sluice.cli.local.Principals;
import dev.sluice.cli.trace.EventCounts;
import dev.sluice.cli.trace.EventTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The demonstration from its receivers to its reconciliation. */
public final class Demonstration implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final Story story;
    private final Scenario scenario;
    private final Map<Scenario.Customer, Receiver> customers;
    private final Map<String, Receiver> receivers;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> shown = new HashSet<>();

    private Demonstration(
            Story story,
            Scenario scenario,
            Map<Scenario.Customer, Receiver> customers,
            Map<String, Receiver> receivers) {
        this.story = story;
        this.scenario = scenario;
        this.customers = customers;
        this.receivers = receivers;
    }

    /** Starts the receivers. */
    public static Demonstration prepare(Story story, Scenario scenario) throws IOException {
        Map<Scenario.Customer, Receiver> customers = new LinkedHashMap<>();
        for (Scenario.Customer customer : scenario.customers()) {
            customers.put(customer, Receiver.start(customer.name(), customer.failures()));
        }
        Map<String, Receiver> receivers = new LinkedHashMap<>();
        for (String parameter : scenario.receivers()) {
            receivers.put(parameter, Receiver.start(parameter, 0));
        }
        return new Demonstration(story, scenario, customers, receivers);
    }

    /** Template parameters that point the stack at this demonstration's receivers and make it retry within seconds. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("RetrySchedule", "PT1S,PT1S,PT2S,PT5S");
        receivers.forEach((parameter, receiver) -> parameters.put(parameter, receiver.url()));
        return parameters;
    }

    /**
     * Runs rounds and reconciles the events.
     *
     * @param forever whether to run a round every few seconds until the process is stopped
     * @return whether it balanced and every signature held
     */
    public boolean run(Principals principals, boolean forever) throws IOException, InterruptedException {
        Clients owner = principals.owner();
        Deployment deployment = Deployment.of(owner, Deployment.STACK);
        for (Map.Entry<Scenario.Customer, Receiver> customer : customers.entrySet()) {
            register(deployment, customer.getValue(), customer.getKey().pattern());
        }
        boolean balanced;
        int round = 0;
        try (Observer observer = new Observer(deployment);
                Scenario.Publisher publisher = scenario.publisher(story, principals)) {
            do {
                publisher.round(++round);
                EventCounts counts = settle(observer);
                show(observer, owner, publisher.published());
                story.reconciliation(counts, observer.buses().webhookRules());
                balanced = counts.balances();
                if (forever) {
                    TimeUnit.NANOSECONDS.sleep(BETWEEN_ROUNDS.toNanos());
                }
            } while (forever);
        }
        return signaturesHeld() && balanced;
    }

    private void register(Deployment deployment, Receiver receiver, String pattern) throws IOException {
        JsonNode endpoint = new EndpointFunction(deployment)
                .call(new ObjectMapper()
                        .createObjectNode()
                        .put("operation", "CreateEndpoint")
                        .put("tenant", scenario.tenant())
                        .put("url", receiver.url())
                        .put("pattern", pattern));
        receiver.secret(endpoint.path("secret").asText());
        String id = endpoint.path("endpointId").asText();
        names.put(id, receiver.name());
        story.say(String.format("endpoint %-6s  %s  %s", receiver.name(), id, receiver.url()));
    }

    private EventCounts settle(Observer observer) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        EventCounts counts;
        int quiet = 0;
        Instant next = Instant.now().plus(PROGRESS);
        do {
            LockSupport.parkNanos(LOOK.toNanos());
            EventCounts before = observer.counts();
            observer.look();
            counts = observer.counts();
            quiet = counts.settled() && counts.equals(before) && counts.in() > 0 ? quiet + 1 : 0;
            if (Instant.now().isAfter(next)) {
                next = Instant.now().plus(PROGRESS);
                story.progress(counts);
            }
        } while (quiet < 5 && Instant.now().isBefore(end));
        return counts;
    }

    /** The events that were not shown before. */
    private void show(Observer observer, Clients owner, Map<String, String> published) throws IOException {
        Optional<String> audit = scenario.auditLog();
        Map<String, String> keys = audit.isPresent() ? AuditLog.keys(owner, audit.get()) : Map.of();
        for (Observer.Observed event : observer.events()) {
            if (shown.add(event.id())) {
                List<String> tree = EventTree.of(
                        event.trace(),
                        event.journal(),
                        observer.buses(),
                        endpoint -> names.getOrDefault(endpoint, endpoint));
                story.event(event.id(), published.getOrDefault(event.id(), title(event, keys)), tree);
            }
        }
    }

    private static String title(Observer.Observed event, Map<String, String> keys) {
        String type = event.journal().stream()
                .map(entry -> entry.field("type"))
                .filter(field -> !field.isEmpty())
                .findFirst()
                .orElse("a change that is not an event");
        return type + (keys.containsKey(event.id()) ? "  " + keys.get(event.id()) : "");
    }

    private boolean signaturesHeld() {
        long refused = customers.values().stream()
                .flatMap(receiver -> receiver.receipts().stream())
                .filter(receipt -> receipt.status() == 401)
                .count();
        long verified = customers.values().stream()
                .flatMap(receiver -> receiver.receipts().stream())
                .filter(receipt -> receipt.status() == 204)
                .count();
        story.say("  Receivers verified " + verified + " signatures with the official library, and refused " + refused
                + ".");
        return refused == 0 && verified > 0;
    }

    @Override
    public void close() {
        customers.values().forEach(Receiver::close);
        receivers.values().forEach(Receiver::close);
    }
}
