package dev.sluice.transformers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.json.Json;
import dev.sluice.transformers.change.ChangeTransformer;
import dev.sluice.transformers.runtime.Environment;
import dev.sluice.transformers.runtime.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The enrichment of a CDC pipe: an array of stream records in, an array of events out, each with the {@code eventID} of its
 * record. A record for which the catalog has no event is left out and noted in the log. A record that cannot be transformed
 * fails the call and is named in the error: the pipe bisects the batch until that record is alone, and dead-letters it.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/pipes-enrichment.html">Pipes enrichment</a>
 */
public final class CdcTransformer implements RequestStreamHandler {

    private final ChangeTransformer transformer;

    public CdcTransformer() {
        this(System.getenv());
    }

    /** @param environment {@code LAMBDA_TASK_ROOT}: the folder that holds {@code catalog} */
    public CdcTransformer(Map<String, String> environment) {
        this.transformer = new ChangeTransformer(Catalog.load(new Environment(environment).catalog()));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode records = Payload.read(input);
        if (!records.isArray()) {
            throw new IllegalArgumentException("the payload must be an array of stream records");
        }
        ArrayNode events = Json.array();
        for (JsonNode record : records) {
            Optional<DomainEvent> event = transformer.transform(record);
            event.ifPresentOrElse(
                    made -> events.add(element(record, made)),
                    () -> context.getLogger().log(skipped(record)));
        }
        Payload.write(events, output);
    }

    private static ObjectNode element(JsonNode record, DomainEvent event) {
        ObjectNode element = Json.object();
        element.set("eventID", record.get("eventID"));
        element.setAll(event.json());
        return element;
    }

    private static String skipped(JsonNode record) {
        ObjectNode line = Json.object().put("skipped", "the catalog has no event for this change");
        line.set("eventID", record.get("eventID"));
        line.set("eventName", record.get("eventName"));
        line.set("keys", record.at("/dynamodb/Keys"));
        return Json.text(line);
    }
}
