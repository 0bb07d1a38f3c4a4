package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.pipes.target.Element;
import dev.sluice.engine.pipes.target.Target;
import dev.sluice.engine.pipes.template.InputTemplate;
import dev.sluice.engine.pipes.template.View;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Handler;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One way through a pipe: enrichment, then target. What was partly done is tried again through all of it. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html">Error handling</a>
 */
final class Execution implements Handler {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /**
     * What it leads through.
     *
     * @param idMember by which an enrichment's answer names the record it came from
     */
    record Stages(
            Optional<Enrichment> enrichment,
            Optional<InputTemplate> enrichmentTemplate,
            Target target,
            Optional<InputTemplate> targetTemplate,
            String idMember) {}

    private final Time time;
    private final Stages stages;
    private final DeadLetters deadLetters;
    private final Accounts accounts;
    private final Fuse ofSource;
    private final Fuse ofStages;

    /** @param disable stops the pipe for a reason */
    Execution(Time time, Stages stages, DeadLetters deadLetters, Accounts accounts, Consumer<String> disable) {
        this.time = time;
        this.stages = stages;
        this.deadLetters = deadLetters;
        this.accounts = accounts;
        this.ofSource = new Fuse(time, disable);
        this.ofStages = new Fuse(time, disable);
    }

    @Override
    public Outcome process(Batch batch) {
        Instant begun = time.now();
        accounts.begun(batch);
        Outcome outcome;
        try {
            outcome = run(batch, begun);
        } catch (AwsException e) {
            outcome = Outcome.failed(Fault.of(e));
        }
        accounts.executed(batch, outcome, Duration.between(begun, time.now()));
        if (outcome instanceof Outcome.Failed failed) {
            ofStages.failed(failed.fault());
        } else {
            ofStages.passed();
        }
        return outcome;
    }

    private Outcome run(Batch batch, Instant begun) {
        List<Element> elements;
        if (stages.enrichment().isPresent()) {
            Enrichment.Answer answer = ask(stages.enrichment().get(), batch);
            if (answer instanceof Enrichment.Answer.Failed failed) {
                return Outcome.failed(failed.fault());
            }
            elements = enriched(((Enrichment.Answer.Events) answer).events());
            accounts.leftOut(batch.items(), elements);
        } else {
            elements = batch.items().stream().map(this::element).toList();
        }
        if (elements.isEmpty()) {
            return Outcome.done();
        }
        if (elements.size() > stages.target().most()) {
            return Outcome.failed(Fault.counted(
                    "EnrichmentResponseTooLarge",
                    "The enrichment answered " + elements.size() + " events and the target takes at most "
                            + stages.target().most() + "."));
        }
        if (begun.plus(LONGEST).isBefore(time.now())) {
            accounts.timedOut();
            return Outcome.failed(Fault.counted("ExecutionTimeout", "The enrichment took longer than 5 minutes."));
        }
        Instant from = time.now();
        try {
            Outcome outcome = stages.target().deliver(elements);
            accounts.delivered(outcome, Duration.between(from, time.now()));
            return outcome;
        } catch (AwsException e) {
            Outcome outcome = Outcome.failed(Fault.of(e));
            accounts.delivered(outcome, Duration.between(from, time.now()));
            return outcome;
        }
    }

    private Enrichment.Answer ask(Enrichment enrichment, Batch batch) {
        Instant from = time.now();
        List<JsonNode> payloads = new ArrayList<>(batch.items().size());
        for (Polled item : batch.items()) {
            payloads.add(stages.enrichmentTemplate()
                    .map(template -> template.apply(View.ofRecord(item.json()), from))
                    .orElse(item.json()));
        }
        boolean failed = true;
        try {
            Enrichment.Answer answer =
                    enrichment.ask(View.ofRecord(batch.items().get(0).json()), payloads);
            failed = answer instanceof Enrichment.Answer.Failed;
            return answer;
        } finally {
            accounts.enriched(failed, Duration.between(from, time.now()));
        }
    }

    private List<Element> enriched(List<JsonNode> events) {
        return events.stream()
                .map(event -> element(event.path(stages.idMember()).asText(""), View.ofEvent(event)))
                .toList();
    }

    private Element element(Polled item) {
        return element(item.id(), View.ofRecord(item.json()));
    }

    private Element element(String id, View event) {
        JsonNode payload = stages.targetTemplate()
                .map(template -> template.apply(event, time.now()))
                .orElse(event.original());
        return new Element(id, event, payload);
    }

    @Override
    public void discard(Batch batch, Condition condition) {
        deadLetters.put(batch, condition);
        accounts.discarded(batch, condition);
    }

    @Override
    public void discardFailed(Batch batch, Condition condition, Fault fault, boolean last) {
        accounts.discardFailed(batch, condition, fault, last);
    }

    @Override
    public void filtered(List<Polled> items) {
        accounts.filtered(items);
    }

    @Override
    public void sourceRead() {
        ofSource.passed();
    }

    @Override
    public void sourceFailed(Fault fault) {
        ofSource.failed(fault);
    }
}
