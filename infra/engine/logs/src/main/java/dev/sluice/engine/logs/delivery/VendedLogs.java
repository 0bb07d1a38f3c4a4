package dev.sluice.engine.logs.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vended log delivery. Records are written by {@value #SERVICE} for the delivery source, to the log stream that AWS uses for
 * event buses. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html">Logging from services</a>
 */
public final class VendedLogs {

    /** One record. */
    public record Line(Instant at, String text) {}

    static final String SERVICE = "delivery.logs.amazonaws.com";

    private static final Logger LOG = LoggerFactory.getLogger(VendedLogs.class);

    /** Seen on AWS, for all buses and levels. */
    private static final String STREAM = "EventBridgeEventBusLogs";

    private static final int MOST_BYTES = 900_000;
    private static final int OVERHEAD = 26;

    private final Registry registry;

    public VendedLogs(Kernel kernel) {
        this.registry = new Registry(kernel);
    }

    public Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>(new SourceOperations(registry).operations());
        all.putAll(new DestinationOperations(registry).operations());
        all.putAll(new DeliveryOperations(registry, new GroupPolicy(registry.kernel())).operations());
        return all;
    }

    /** Delivers what a resource logs to the log groups to which its logs of this type go; a group that refuses costs its own only. */
    public void deliver(String resource, String logType, List<Line> lines) {
        for (DeliverySource source : registry.sources.list()) {
            if (source.resource().equals(resource) && source.logType().equals(logType)) {
                registry.deliveries.list().stream()
                        .filter(delivery -> delivery.account().equals(source.account())
                                && delivery.source().equals(source.name())
                                && delivery.type().equals(DeliveryDestination.LOG_GROUP))
                        .flatMap(delivery -> registry.destination(delivery.destinationArn()).stream())
                        .forEach(destination -> write(source, destination, lines));
            }
        }
    }

    private void write(DeliverySource source, DeliveryDestination destination, List<Line> lines) {
        Caller caller = Caller.service(
                SERVICE, registry.arn("delivery-source", source.account(), source.name()), source.account());
        List<Line> sorted = new ArrayList<>(lines);
        sorted.sort(Comparator.comparing(Line::at));
        try {
            List<Line> batch = new ArrayList<>();
            int bytes = 0;
            for (Line line : sorted) {
                // At most three bytes a character.
                int more = 3 * line.text().length() + OVERHEAD;
                if (!batch.isEmpty() && bytes + more > MOST_BYTES) {
                    put(caller, destination, batch);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(line);
                bytes += more;
            }
            put(caller, destination, batch);
        } catch (AwsException e) {
            LOG.warn("{} records are not delivered to {}: {}", lines.size(), destination.resource(), e.message());
        }
    }

    private void put(Caller caller, DeliveryDestination destination, List<Line> lines) {
        ObjectNode input = Json.object()
                .put("logGroupIdentifier", trimmed(destination.resource()))
                .put("logStreamName", STREAM);
        ArrayNode events = input.putArray("logEvents");
        lines.forEach(line ->
                events.addObject().put("timestamp", line.at().toEpochMilli()).put("message", line.text()));
        try {
            registry.kernel().aws().call(caller, "logs", "PutLogEvents", input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            ObjectNode stream = Json.object()
                    .put("logGroupIdentifier", trimmed(destination.resource()))
                    .put("logStreamName", STREAM);
            registry.kernel().aws().call(caller, "logs", "CreateLogStream", stream);
            registry.kernel().aws().call(caller, "logs", "PutLogEvents", input);
        }
    }

    /** The name of the log group in an ARN, with or without {@code :*}. */
    static String group(String arn) {
        String trimmed = trimmed(arn);
        return trimmed.substring(trimmed.indexOf(":log-group:") + ":log-group:".length());
    }

    private static String trimmed(String arn) {
        return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }
}
