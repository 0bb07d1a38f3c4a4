package dev.sluice.transformers.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An internal consumer: books each large deal as one line of its log. */
public final class SalesLedger implements RequestStreamHandler {

    /** For Lambda. */
    public SalesLedger() {
        this(System.getenv());
    }

    /** @param environment nothing of it is needed */
    public SalesLedger(Map<String, String> environment) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Envelope event = Envelope.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        JsonNode deal = event.detail().path("data");
        if (!event.detailType().equals("deal.won") || !deal.path("amount").isNumber()) {
            throw new IllegalArgumentException("event " + event.id() + " is no deal with an amount");
        }
        context.getLogger()
                .log(Json.text(Json.object()
                        .put("booked", deal.path("dealId").asText())
                        .put("amount", deal.path("amount").decimalValue())
                        .put("currency", deal.path("currency").asText())
                        .put("event", event.detail().path("metadata").path("id").asText())));
        output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
}
