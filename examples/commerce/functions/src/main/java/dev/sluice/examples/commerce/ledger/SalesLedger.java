package dev.sluice.examples.commerce.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Books large deals: one row of the ledger and one line of the log for each, from which CloudWatch makes a metric. EventBridge
 * delivers at least once; a redelivered event is not booked again.
 */
public final class SalesLedger implements RequestStreamHandler {

    private final LedgerTable table;

    public SalesLedger() {
        this(System.getenv());
    }

    /** @param environment {@code LEDGER_TABLE}, {@code AWS_REGION}, credentials and perhaps {@code AWS_ENDPOINT_URL} */
    public SalesLedger(Map<String, String> environment) {
        this(new Environment(environment));
    }

    private SalesLedger(Environment environment) {
        this(Clients.dynamoDb(environment), environment.required("LEDGER_TABLE"));
    }

    SalesLedger(DynamoDbClient client, String table) {
        this.table = new LedgerTable(client, table);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output, line -> context.getLogger().log(line));
    }

    private void answer(InputStream input, OutputStream output, Consumer<String> log) throws IOException {
        LedgerEntry entry = LedgerEntry.of(Envelope.of(Payload.read(input)));
        boolean booked = table.book(entry);
        ObjectNode answer = Json.object().put("eventId", entry.eventId()).put("booked", booked);
        log.accept(booked ? entry.metric() : Json.text(answer));
        Payload.write(answer, output);
    }
}
