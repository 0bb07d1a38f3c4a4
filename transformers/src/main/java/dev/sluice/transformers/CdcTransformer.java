package dev.sluice.transformers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.event.DomainEvent;
import dev.sluice.rules.event.FailedChange;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import dev.sluice.transformers.change.ChangeTransformer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The enrichment of a CDC pipe: an array of stream records in, an array of events out, each with the {@code eventID} of its
 * record. A record for which the catalog has no event is left out and noted in the log. A record that cannot be transformed
 * becomes a {@link FailedChange}, which admission control rejects together with its content, and is noted in the log; it neither
 * holds up nor repeats the others of its batch.
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
        this(Catalog.load(new Environment(environment).catalog()));
    }

    private CdcTransformer(Catalog catalog) {
        this.transformer = new ChangeTransformer(catalog);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output, skipped -> context.getLogger().log(skipped));
    }

    private void answer(InputStream input, OutputStream output, Consumer<String> log) throws IOException {
        JsonNode records = Payload.read(input);
        if (!records.isArray()) {
            throw new IllegalArgumentException("the payload must be an array of stream records");
        }
        ArrayNode events = Json.array();
        for (JsonNode record : records) {
            try {
                transformer
                        .transform(record)
                        .map(DomainEvent::json)
                        .ifPresentOrElse(made -> events.add(element(record, made)), () -> log.accept(skipped(record)));
            } catch (RuntimeException | StackOverflowError e) {
                FailedChange failed = ChangeTransformer.failed(record, e);
                events.add(element(record, failed.json()));
                log.accept(Json.text(Json.object().put("failed", failed.id()).put("reason", failed.reason())));
            }
        }
        Payload.write(events, output);
    }

    private static ObjectNode element(JsonNode record, ObjectNode event) {
        ObjectNode element = Json.object();
        element.set("eventID", record.get("eventID"));
        element.setAll(event);
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
