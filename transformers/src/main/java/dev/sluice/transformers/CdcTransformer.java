package dev.sluice.transformers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The enrichment of the CDC pipes: a batch of stream records in, the events made of them out. A record for which the catalog
 * has no event is left out. One that cannot be transformed fails the batch with its id: the pipe then halves the batch until
 * that record is alone, and dead-letters only it.
 */
public final class CdcTransformer implements RequestStreamHandler {

    private final ChangeTransformer transformer;

    /** For Lambda. */
    public CdcTransformer() {
        this(System.getenv());
    }

    /** @param environment needs {@code LAMBDA_TASK_ROOT}, the folder with the catalog */
    public CdcTransformer(Map<String, String> environment) {
        String root = environment.getOrDefault("LAMBDA_TASK_ROOT", ".");
        this.transformer = new ChangeTransformer(Catalog.load(Path.of(root, "catalog")));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode records = Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        ArrayNode events = Json.array();
        for (JsonNode record : records) {
            add(events, record);
        }
        output.write(Json.text(events).getBytes(StandardCharsets.UTF_8));
    }

    private void add(ArrayNode events, JsonNode record) {
        String id = record.path("eventID").asText();
        try {
            transformer.transform(record).ifPresent(event -> {
                ObjectNode element = Json.object().put("eventID", id);
                element.setAll(event.json());
                events.add(element);
            });
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("record " + id + ": " + e.getMessage(), e);
        }
    }
}
