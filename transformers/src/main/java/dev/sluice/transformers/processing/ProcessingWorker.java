package dev.sluice.transformers.processing;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.event.Envelope;
import dev.sluice.rules.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Does the jobs of the {@code processing} table in the background: takes {@code processing.requested} events from its queue,
 * and completes their rows. The completed row becomes the event that the customer waits for. Idempotent.
 */
public final class ProcessingWorker implements RequestStreamHandler {

    private final Jobs jobs;

    /** For Lambda. */
    public ProcessingWorker() {
        this(System.getenv());
    }

    /** @param environment needs {@code PROCESSING_TABLE} and what {@link JobTable} needs */
    public ProcessingWorker(Map<String, String> environment) {
        this(new JobTable(environment));
    }

    ProcessingWorker(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode batch = Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        ObjectNode answer = Json.object();
        ArrayNode failures = answer.putArray("batchItemFailures");
        for (JsonNode record : batch.path("Records")) {
            String messageId = record.path("messageId").asText();
            try {
                work(record.path("body").asText());
            } catch (RuntimeException e) {
                context.getLogger().log("message " + messageId + " failed: " + e);
                failures.addObject().put("itemIdentifier", messageId);
            }
        }
        output.write(Json.text(answer).getBytes(StandardCharsets.UTF_8));
    }

    private void work(String body) {
        JsonNode job = Envelope.parse(body).detail().path("data");
        String text = job.path("text").asText();
        int words = text.isBlank() ? 0 : text.trim().split("\\s+").length;
        jobs.complete(job.path("requestId").asText(), words, text.length());
    }
}
