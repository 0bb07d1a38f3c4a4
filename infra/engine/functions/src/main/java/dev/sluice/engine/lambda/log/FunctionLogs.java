package dev.sluice.engine.lambda.log;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes functions' logs in batches on a thread of its own, with the permissions of each function's role: a role that may not
 * write logs has none, as on AWS. Logs that come faster than they can be written are dropped rather than delay functions.
 */
public final class FunctionLogs implements LogSink, AutoCloseable {

    private record Lines(Stream stream, List<LogLine> lines) {}

    private static final Logger LOG = LoggerFactory.getLogger(FunctionLogs.class);
    private static final int QUEUE = 10_000;
    private static final int BATCH = 1_000;

    /** PutLogEvents takes 1,048,576 bytes, counting 26 for each event; a character has three bytes at most. */
    private static final int BATCH_CHARACTERS = 300_000;

    private static final int EVENTS = 5_000;

    private final Kernel kernel;
    private final BlockingQueue<Lines> queue = new LinkedBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closing;

    public FunctionLogs(Kernel kernel) {
        this.kernel = kernel;
        this.thread = new Thread(this::run, "lambda-logs");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void accept(Stream stream, List<LogLine> lines) {
        if (!queue.offer(new Lines(stream, lines))) {
            LOG.debug("logs of {} dropped", stream.functionArn());
        }
    }

    private void run() {
        List<Lines> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                // Closing: what is queued is written, and no more is waited for.
                closing = true;
            }
            queue.drainTo(batch, BATCH);
            Map<Stream, List<LogLine>> byStream = new LinkedHashMap<>();
            batch.forEach(lines -> byStream.computeIfAbsent(lines.stream(), key -> new ArrayList<>())
                    .addAll(lines.lines()));
            batch.clear();
            byStream.forEach(this::write);
        }
    }

    private void write(Stream stream, List<LogLine> lines) {
        lines.sort(Comparator.comparing(LogLine::at));
        int from = 0;
        while (from < lines.size()) {
            int to = from;
            int size = 0;
            while (to < lines.size()
                    && to - from < EVENTS
                    && (to == from || size + lines.get(to).text().length() <= BATCH_CHARACTERS)) {
                size += lines.get(to++).text().length();
            }
            put(stream, lines.subList(from, to));
            from = to;
        }
    }

    private void put(Stream stream, List<LogLine> lines) {
        ObjectNode input = name(stream).put("logStreamName", stream.name());
        ArrayNode events = input.putArray("logEvents");
        lines.forEach(line -> {
            if (!line.text().isEmpty()) {
                events.addObject().put("timestamp", line.at().toEpochMilli()).put("message", line.text());
            }
        });
        Caller caller = Caller.role(stream.version().settings().role(), functionName(stream));
        try {
            putCreating(caller, stream, input);
        } catch (AwsException e) {
            LOG.debug("logs of {} not written: {}", stream.functionArn(), e.message());
        } catch (RuntimeException e) {
            LOG.warn("logs of {} not written", stream.functionArn(), e);
        }
    }

    private void putCreating(Caller caller, Stream stream, ObjectNode input) {
        try {
            kernel.aws().call(caller, "logs", "PutLogEvents", input);
        } catch (AwsException e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            create(caller, "CreateLogGroup", name(stream));
            create(caller, "CreateLogStream", name(stream).put("logStreamName", stream.name()));
            kernel.aws().call(caller, "logs", "PutLogEvents", input);
        }
    }

    /** A group may be there already, or be made by others than the function's role. */
    private void create(Caller caller, String operation, ObjectNode input) {
        try {
            kernel.aws().call(caller, "logs", operation, input);
        } catch (AwsException e) {
            LOG.debug("{}: {}", operation, e.message());
        }
    }

    private static ObjectNode name(Stream stream) {
        return Json.object().put("logGroupName", stream.group());
    }

    private static String functionName(Stream stream) {
        return stream.functionArn().substring(stream.functionArn().lastIndexOf(':') + 1);
    }

    /** Writes what has come so far. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
