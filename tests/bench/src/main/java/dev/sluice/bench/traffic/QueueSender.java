package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.load.Stamp;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.nio.charset.StandardCharsets;

/** Sends numbered messages to a queue, by SendMessageBatch. */
public final class QueueSender implements Client {

    private static final Operation SEND = Operation.sqs("SendMessageBatch");

    private final Connection connection;
    private final String url;

    public QueueSender(Subject subject, String url) {
        this.connection = subject.connect();
        this.url = url;
    }

    @Override
    public void send(long first, int count, long intended) {
        StringBuilder body = new StringBuilder(320 * count)
                .append("{\"QueueUrl\":\"")
                .append(url)
                .append("\",\"Entries\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",").append("{\"Id\":\"").append(i).append("\",\"MessageBody\":\"{");
            Stamp.quoted(body, first + i, intended).append("}\"}");
        }
        String answer = new String(connection.send(SEND, body.append("]}").toString()), StandardCharsets.UTF_8);
        if (answer.contains("\"SenderFault\"")) {
            throw new IllegalStateException("SendMessageBatch refused entries: " + answer);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
