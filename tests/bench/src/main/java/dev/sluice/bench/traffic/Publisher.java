package dev.sluice.bench.traffic;

import dev.sluice.bench.load.Client;
import dev.sluice.bench.load.Stamp;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.nio.charset.StandardCharsets;

/** Publishes numbered events on a bus, by PutEvents. */
public final class Publisher implements Client {

    private static final Operation PUT_EVENTS = Operation.events("PutEvents");

    private final Connection connection;
    private final String bus;

    public Publisher(Subject subject, String bus) {
        this.connection = subject.connect();
        this.bus = bus;
    }

    @Override
    public void send(long first, int count, long intended) {
        StringBuilder body = new StringBuilder(400 * count).append("{\"Entries\":[");
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"Source\":\"bench\",\"DetailType\":\"measured\",\"EventBusName\":\"")
                    .append(bus)
                    .append("\",\"Detail\":\"{");
            Stamp.quoted(body, first + i, intended).append("}\"}");
        }
        byte[] answer = connection.send(PUT_EVENTS, body.append("]}").toString());
        if (!new String(answer, StandardCharsets.UTF_8).replace(" ", "").contains("\"FailedEntryCount\":0")) {
            throw new IllegalStateException("PutEvents refused entries: " + new String(answer, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
