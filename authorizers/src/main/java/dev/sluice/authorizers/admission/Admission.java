package dev.sluice.authorizers.admission;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.priming.Priming;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The enrichment of the admission pipe: a batch of queue records in, the events that may pass out. Rejected ones are in the
 * quarantine and every verdict is in the journal before it answers; if either cannot be written it fails, and the pipe brings
 * the whole batch again.
 */
public final class Admission implements RequestStreamHandler {

    private final AdmissionControl control;
    private final Quarantine quarantine;
    private final Journal journal;
    private final InstantSource clock;

    /** For Lambda. */
    public Admission() {
        this(System.getenv());
        Priming.beforeSnapshot(Map.of(), Admission::rehearse);
    }

    /**
     * @param environment needs {@code LAMBDA_TASK_ROOT} (the folder with the catalog), {@code OWNER_ACCOUNT},
     *     {@code QUARANTINE_QUEUE_URL}, {@code JOURNAL_TABLE}, {@code AWS_REGION} and credentials
     */
    public Admission(Map<String, String> environment) {
        this(
                new AdmissionControl(
                        Catalog.load(Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "."), "catalog")),
                        environment.getOrDefault("OWNER_ACCOUNT", ""),
                        InstantSource.system()),
                new QuarantineQueue(environment),
                new JournalTable(environment),
                InstantSource.system());
    }

    Admission(AdmissionControl control, Quarantine quarantine, Journal journal, InstantSource clock) {
        this.control = control;
        this.quarantine = quarantine;
        this.journal = journal;
        this.clock = clock;
    }

    /** Judges a sample of each event type of the catalog; whether it passes or not, it takes the way of those that do not too. */
    static void rehearse(Map<String, String> environment, int rounds) throws IOException {
        Admission rehearsed = new Admission(environment);
        byte[] batch = Samples.batch(
                Catalog.load(Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", "."), "catalog")),
                environment.getOrDefault("OWNER_ACCOUNT", ""));
        for (int i = 0; i < rounds; i++) {
            rehearsed.answer(new ByteArrayInputStream(batch), OutputStream.nullOutputStream());
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        answer(input, output);
    }

    private void answer(InputStream input, OutputStream output) throws IOException {
        JsonNode records = Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        ArrayNode admitted = Json.array();
        List<Verdict> verdicts = new ArrayList<>();
        List<Quarantine.Case> rejected = new ArrayList<>();
        for (JsonNode record : records) {
            String messageId = record.path("messageId").asText();
            String body = record.path("body").asText();
            Verdict verdict = control.judge(body, messageId);
            verdicts.add(verdict);
            if (verdict instanceof Verdict.Admitted passed) {
                ObjectNode element = passed.event().json().put("messageId", messageId);
                admitted.add(element);
            } else if (verdict instanceof Verdict.Rejected refused) {
                rejected.add(new Quarantine.Case(refused, body));
            }
        }
        quarantine.keep(rejected);
        journal.write(verdicts, clock.instant());
        output.write(Json.text(admitted).getBytes(StandardCharsets.UTF_8));
    }
}
