package dev.sluice.authorizers.admission;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.Clients;
import dev.sluice.runtime.Environment;
import dev.sluice.runtime.Payload;
import dev.sluice.runtime.batch.Halves;
import dev.sluice.runtime.journal.JournalStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * The enrichment of the admission pipe: a batch of queue records in, the events that may pass out. Rejected ones are in the
 * quarantine and every verdict is in the journal before it answers; if either is not there it fails, and the pipe sends the
 * whole batch again. Nothing that one record holds fails the others.
 */
public final class Admission implements RequestStreamHandler {

    private final AdmissionControl control;
    private final Quarantine quarantine;
    private final Journal journal;
    private final InstantSource clock;

    /** For Lambda. */
    public Admission() {
        this(System.getenv());
    }

    /**
     * @param environment needs {@code LAMBDA_TASK_ROOT} (the folder with the catalog), {@code OWNER_ACCOUNT},
     *     {@code QUARANTINE_QUEUE_URL}, {@code JOURNAL_TABLE}, {@code AWS_REGION} and credentials
     */
    public Admission(Map<String, String> environment) {
        this(new Environment(environment));
    }

    private Admission(Environment environment) {
        this(
                new AdmissionControl(
                        Catalog.load(environment.catalog()),
                        environment.required("OWNER_ACCOUNT"),
                        InstantSource.system()),
                new QuarantineQueue(Clients.sqs(environment), environment.required("QUARANTINE_QUEUE_URL")),
                new VerdictJournal(
                        new JournalStore(Clients.dynamoDb(environment), environment.required("JOURNAL_TABLE"))),
                InstantSource.system());
    }

    Admission(AdmissionControl control, Quarantine quarantine, Journal journal, InstantSource clock) {
        this.control = control;
        this.quarantine = quarantine;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode records = Payload.read(input);
        if (!records.isArray()) {
            throw new IllegalArgumentException("the payload must be an array of queue records");
        }
        List<Judged> judged = new ArrayList<>();
        for (JsonNode record : records) {
            judged.add(
                    judge(record.path("messageId").asText(), record.path("body").asText()));
        }
        List<Judged> recorded = recorded(judged);
        List<Quarantine.Case> rejected = new ArrayList<>();
        StringJoiner admitted = new StringJoiner(",", "[", "]");
        for (Judged one : recorded) {
            if (one.verdict() instanceof Verdict.Rejected refused) {
                rejected.add(new Quarantine.Case(refused, one.body()));
            } else {
                admitted.add(one.answer());
            }
        }
        quarantine.keep(rejected);
        output.write(admitted.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param answer what the pipe gets if it is admitted */
    private record Judged(String body, Verdict verdict, String answer) {

        /** The same event, rejected after all. */
        Judged refused(Exception cause) {
            return verdict instanceof Verdict.Admitted admitted
                    ? new Judged(
                            body,
                            AdmissionControl.failed(admitted, "the journal refuses it: " + cause.getMessage()),
                            "")
                    : this;
        }
    }

    private Judged judge(String messageId, String body) {
        Verdict verdict = control.judge(body, messageId);
        if (!(verdict instanceof Verdict.Admitted admitted)) {
            return new Judged(body, verdict, "");
        }
        try {
            return new Judged(body, verdict, Json.text(admitted.event().json().put("messageId", messageId)));
        } catch (RuntimeException | StackOverflowError e) {
            return new Judged(body, AdmissionControl.failed(admitted, String.valueOf(e)), "");
        }
    }

    /** The batch with its verdicts written; an event that the journal refuses is rejected alone. */
    private List<Judged> recorded(List<Judged> judged) {
        Instant now = clock.instant();
        List<Judged> recorded = new ArrayList<>(judged);
        Halves.each(
                IntStream.range(0, judged.size()).boxed().toList(),
                part -> journal.write(
                        part.stream().map(i -> judged.get(i).verdict()).toList(), now),
                Clients::isRefusal,
                (i, cause) -> recorded.set(i, judged.get(i).refused(cause)));
        return recorded;
    }
}
