package dev.sluice.bench.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.load.Stamp;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.util.List;
import java.util.stream.Stream;

/** Receives from a queue and deletes, until it is stopped. */
public final class QueueReader implements Runnable, AutoCloseable {

    private static final Operation RECEIVE = Operation.sqs("ReceiveMessage");
    private static final Operation DELETE = Operation.sqs("DeleteMessageBatch");

    private final Connection connection;
    private final String url;
    private final Tally tally;
    private final Thread thread;
    private volatile boolean stopping;

    public QueueReader(Subject subject, String url, Tally tally) {
        this.connection = subject.connect();
        this.url = url;
        this.tally = tally;
        this.thread = new Thread(this, "queue-reader");
        thread.setDaemon(true);
        thread.start();
    }

    /** So many readers of one queue. */
    public static List<QueueReader> start(int readers, Subject subject, String url, Tally tally) {
        return Stream.generate(() -> new QueueReader(subject, url, tally))
                .limit(readers)
                .toList();
    }

    @Override
    public void run() {
        while (!stopping) {
            JsonNode messages = connection
                    .call(RECEIVE, "{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":10,\"WaitTimeSeconds\":1}")
                    .path("Messages");
            if (!messages.isEmpty()) {
                take(messages);
            }
        }
    }

    private void take(JsonNode messages) {
        StringBuilder entries = new StringBuilder();
        for (JsonNode message : messages) {
            Stamp.arrived(message.path("Body").asText(), tally);
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"Id\":\"")
                    .append(message.path("MessageId").asText())
                    .append("\",\"ReceiptHandle\":\"")
                    .append(message.path("ReceiptHandle").asText())
                    .append("\"}");
        }
        connection.send(DELETE, "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + entries + "]}");
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
