package dev.sluice.engine.gateway.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line for each request to the log group of its stage, some hundred milliseconds later and several at once. Best effort, as
 * on AWS: what does not fit into the buffer is counted and dropped. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html">Access logs</a>
 */
final class AccessLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int BUFFER = 10_000;
    private static final int BATCH = 500;
    private static final int LONGEST = 1_000;

    private record Line(String account, String group, String stream, Instant at, String text) {}

    private final Kernel kernel;
    private final ArrayBlockingQueue<Line> lines = new ArrayBlockingQueue<>(BUFFER);
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile Time.Timer timer = () -> {};

    AccessLog(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @param account the owner of the API */
    void add(String account, String groupArn, String stream, Instant at, String text) {
        String group = groupArn.endsWith(":*") ? groupArn.substring(0, groupArn.length() - 2) : groupArn;
        String cut = text.isEmpty() ? "-" : text.substring(0, Math.min(text.length(), LONGEST * 8));
        if (!lines.offer(new Line(account, group, stream, at, cut))) {
            LOG.warn("access logs are written too slowly: a line for {} is dropped", group);
        }
        if (waiting.compareAndSet(false, true)) {
            timer = kernel.time().at(kernel.time().now().plus(BETWEEN), this::write);
        }
    }

    private void write() {
        waiting.set(false);
        List<Line> taken = new ArrayList<>();
        while (lines.drainTo(taken, BATCH) > 0) {
            Map<Line, List<Line>> byStream = new LinkedHashMap<>();
            taken.forEach(line -> byStream.computeIfAbsent(
                            new Line(line.account(), line.group(), line.stream(), Instant.EPOCH, ""),
                            stream -> new ArrayList<>())
                    .add(line));
            byStream.forEach(this::put);
            taken.clear();
        }
    }

    private void put(Line stream, List<Line> batch) {
        ObjectNode input = stream(stream);
        ArrayNode events = input.putArray("logEvents");
        batch.forEach(line ->
                events.addObject().put("timestamp", line.at().toEpochMilli()).put("message", line.text()));
        Caller caller = Caller.internal(stream.account());
        try {
            try {
                kernel.aws().call(caller, "logs", "PutLogEvents", input);
            } catch (AwsException e) {
                if (!e.code().equals("ResourceNotFoundException")) {
                    throw e;
                }
                kernel.aws().call(caller, "logs", "CreateLogStream", stream(stream));
                kernel.aws().call(caller, "logs", "PutLogEvents", input);
            }
        } catch (AwsException | StoreBusyException e) {
            LOG.warn("{} lines are not written to {}: {}", batch.size(), stream.group(), e.getMessage());
        }
    }

    private static ObjectNode stream(Line stream) {
        return Json.object().put("logGroupIdentifier", stream.group()).put("logStreamName", stream.stream());
    }

    /** Writes what is left. */
    @Override
    public void close() {
        timer.cancel();
        write();
    }
}
