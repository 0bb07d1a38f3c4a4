package dev.sluice.bench.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.capacity.GrowthBench.Dimension;
import dev.sluice.bench.capacity.GrowthBench.Measured;
import dev.sluice.bench.load.Plan;
import dev.sluice.bench.load.Sink;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Endpoints;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Deals;
import dev.sluice.bench.traffic.StackLoad;
import dev.sluice.rules.names.ResourceNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Webhook endpoints of other tenants. They are copies of one that the stack's function registered, written into its table. */
final class RegisteredEndpoints implements Dimension, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TABLE = ResourceNames.DEFAULT.endpoints();
    private static final int LEAST = 1_000;
    private static final int OF_TENANT = 100;
    private static final int BATCH = 25;
    private static final int CLIENTS = 2;
    private static final double GENTLE = 100;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final Subject subject;
    private final Settings settings;
    private final Sink sink;
    private final AtomicReference<Tally> counting = new AtomicReference<>(new Tally());
    private final ObjectNode sample;
    private int registered = 1;

    RegisteredEndpoints(Subject subject, Settings settings) {
        this.subject = subject;
        this.settings = settings;
        this.sink = Sink.start(counting::get, Duration.ZERO);
        new Endpoints(subject).add("bench-0", sink.url());
        this.sample = sample(subject);
    }

    private static ObjectNode sample(Subject subject) {
        try (Connection connection = subject.connect()) {
            JsonNode items = connection
                    .call(
                            Operation.dynamoDb("Query"),
                            "{\"TableName\":\"" + TABLE
                                    + "\",\"KeyConditionExpression\":\"tenant = :t\",\"ExpressionAttributeValues\":{\":t\":{\"S\":\"bench-0\"}}}")
                    .path("Items");
            for (JsonNode item : items) {
                if (item.has("url") && item instanceof ObjectNode found) {
                    return found;
                }
            }
            throw new IllegalStateException("the endpoint that was registered is not in its table: " + items);
        }
    }

    @Override
    public String name() {
        return "registered endpoints";
    }

    @Override
    public long growTo(int times) {
        try (Connection connection = subject.connect()) {
            while (registered < LEAST * times) {
                int size = Math.min(BATCH, LEAST * times - registered);
                JsonNode answer = connection.call(Operation.dynamoDb("BatchWriteItem"), batch(size));
                if (!answer.path("UnprocessedItems").isEmpty()) {
                    throw new IllegalStateException("items were not taken: " + answer);
                }
                registered += size;
            }
        }
        return registered;
    }

    private String batch(int size) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode writes = request.putObject("RequestItems").putArray(TABLE);
        for (int i = registered; i < registered + size; i++) {
            ObjectNode item = sample.deepCopy();
            item.putObject("tenant").put("S", "other-" + i / OF_TENANT);
            item.putObject("endpointId").put("S", "ep_other" + i);
            writes.addObject().putObject("PutRequest").set("Item", item);
        }
        return request.toString();
    }

    @Override
    public List<Measured> measure() {
        Duration time = Duration.ofMillis(settings.seconds() * 300L);
        Result all = run(new Plan(CLIENTS, 10, 0, WARM_UP, time), new Tally());
        Tally gentle = new Tally();
        run(new Plan(CLIENTS, 1, GENTLE, WARM_UP, time), gentle);
        return List.of(
                new Measured("signed webhooks", all.value("delivered"), "events/s"),
                Flow.millis("signed webhooks at 100/s p50", gentle, 50),
                Flow.millis("signed webhooks at 100/s p99", gentle, 99));
    }

    private Result run(Plan plan, Tally tally) {
        counting.set(tally);
        Result result =
                StackLoad.run(new Result("growth"), subject, plan, tally, () -> new Deals(subject, "bench-", 1));
        if (result.value("lost") > 0) {
            throw new IllegalStateException(result.value("lost") + " webhooks did not arrive");
        }
        return result;
    }

    @Override
    public void close() {
        sink.close();
    }
}
