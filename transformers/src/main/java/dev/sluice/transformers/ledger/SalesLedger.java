package dev.sluice.transformers.ledger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.sluice.rules.event.Envelope;
import dev.sluice.transformers.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Books large deals: one line of its log per deal, with the event's id, in the form from which CloudWatch makes metrics.
 * EventBridge delivers at least once, so whoever sums up counts each id once.
 */
public final class SalesLedger implements RequestStreamHandler {

    public SalesLedger() {
        this(System.getenv());
    }

    /** @param environment nothing of it is needed */
    @SuppressWarnings("unused")
    public SalesLedger(Map<String, String> environment) {}

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String line = LedgerEntry.of(Envelope.of(Payload.read(input))).line();
        context.getLogger().log(line);
        output.write(line.getBytes(StandardCharsets.UTF_8));
    }
}
