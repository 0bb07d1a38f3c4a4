package dev.sluice.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.cli.Clients;
import dev.sluice.cli.EndpointFunction;
import dev.sluice.cli.Principals;
import dev.sluice.cli.account.Account;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The demonstration from its receivers to its account. */
public final class Demonstration implements AutoCloseable {

    private static final String TENANT = "tenant-blue";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);

    private final Story story;
    private final Receiver steady;
    private final Receiver shaky;
    private final Receiver warehouse;

    private Demonstration(Story story, Receiver steady, Receiver shaky, Receiver warehouse) {
        this.story = story;
        this.steady = steady;
        this.shaky = shaky;
        this.warehouse = warehouse;
    }

    /** Starts the receivers. */
    public static Demonstration prepare(Story story) throws IOException {
        return new Demonstration(
                story, Receiver.start("steady", 0), Receiver.start("shaky", 3), Receiver.start("warehouse", 0));
    }

    /** What the stack must be told so that it reaches the receivers of this demonstration, and retries within seconds. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("RetrySchedule", "PT1S,PT1S,PT2S,PT5S");
        parameters.put("WarehouseUrl", warehouse.url());
        return parameters;
    }

    /**
     * Runs rounds and draws up the account.
     *
     * @param forever a round every few seconds until the process is told to stop
     * @return whether the account balanced
     */
    public boolean run(Principals principals, boolean forever) throws IOException, InterruptedException {
        Clients owner = principals.owner();
        register(owner, steady, "{\"source\":[{\"exists\":true}]}");
        register(owner, shaky, "{\"source\":[\"com.example.orders\"]}");
        boolean balanced;
        int round = 0;
        try (Observer observer = new Observer(story, owner);
                Publisher publisher = new Publisher(story, principals, TENANT)) {
            do {
                publisher.round(++round);
                balanced = settle(observer);
                if (forever) {
                    TimeUnit.NANOSECONDS.sleep(BETWEEN_ROUNDS.toNanos());
                }
            } while (forever);
        }
        return balanced && signaturesHeld();
    }

    private void register(Clients owner, Receiver receiver, String pattern) throws IOException {
        JsonNode endpoint = new EndpointFunction(owner)
                .call(new ObjectMapper()
                        .createObjectNode()
                        .put("operation", "CreateEndpoint")
                        .put("tenant", TENANT)
                        .put("url", receiver.url())
                        .put("pattern", pattern));
        receiver.secret(endpoint.path("secret").asText());
        story.say("registered endpoint " + endpoint.path("endpointId").asText() + " of " + TENANT + " for the "
                + receiver.name() + " receiver at " + receiver.url());
    }

    private boolean settle(Observer observer) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        Account account;
        int quiet = 0;
        do {
            LockSupport.parkNanos(LOOK.toNanos());
            Account before = observer.account();
            observer.look();
            account = observer.account();
            quiet = account.settled() && account.equals(before) && account.in() > 0 ? quiet + 1 : 0;
        } while (quiet < 5 && Instant.now().isBefore(end));
        story.account(account);
        return account.balances();
    }

    private boolean signaturesHeld() {
        long refused = List.of(steady, shaky).stream()
                .flatMap(receiver -> receiver.receipts().stream())
                .filter(receipt -> receipt.status() == 401)
                .count();
        long verified = List.of(steady, shaky).stream()
                .flatMap(receiver -> receiver.receipts().stream())
                .filter(receipt -> receipt.status() == 204)
                .count();
        story.say("  receivers verified " + verified + " webhooks with the official library, and refused " + refused);
        return refused == 0 && verified > 0;
    }

    @Override
    public void close() {
        steady.close();
        shaky.close();
        warehouse.close();
    }
}
