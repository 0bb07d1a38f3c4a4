package dev.sluice.engine.pipes.run;

import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.pipes.pipe.Pipe;
import dev.sluice.engine.pipes.target.Element;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.poll.Subject;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.trace.TraceRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what a pipe did: data points under CloudWatch's names and, for events that did not pass, where and why in the trace.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html">Monitoring Pipes</a>
 */
final class Accounts {

    private static final String NAMESPACE = "AWS/EventBridge/Pipes";
    private static final int SHOWN = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);

    private final Kernel kernel;
    private final Pipe pipe;
    private final PipeLog log;

    Accounts(Kernel kernel, Pipe pipe) {
        this.kernel = kernel;
        this.pipe = pipe;
        this.log = new PipeLog(kernel, pipe);
    }

    void begun(Batch batch) {
        log.write("EXECUTION_STARTED", "INFO", batch, Optional.empty());
    }

    void executed(Batch batch, Outcome outcome, Duration took) {
        metric("Invocations", 1);
        metric("EventCount", batch.items().size());
        metric("EventSize", batch.items().stream().mapToLong(Polled::bytes).sum());
        metric("Duration", took.toMillis());
        if (outcome instanceof Outcome.Failed failed) {
            boolean counted = failed.fault().counted();
            metric(counted ? "ExecutionFailed" : "ExecutionThrottled", 1);
            log.write(
                    counted ? "EXECUTION_FAILED" : "EXECUTION_THROTTLED", "ERROR", batch, Optional.of(failed.fault()));
            batch.items().forEach(item -> failure(item, "PIPE_ATTEMPT_FAILED", failed.fault(), batch.attempts() + 1));
        } else if (outcome instanceof Outcome.Partial partial) {
            metric("ExecutionPartiallyFailed", 1);
            log.write("EXECUTION_PARTIALLY_FAILED", "ERROR", batch, Optional.of(partial.fault()));
            batch.items().stream()
                    .filter(item -> partial.failed().contains(item.id()))
                    .forEach(item -> failure(item, "PIPE_ATTEMPT_FAILED", partial.fault(), batch.attempts() + 1));
        } else {
            log.write("EXECUTION_SUCCEEDED", "INFO", batch, Optional.empty());
        }
    }

    void enriched(boolean failed, Duration took) {
        metric("EnrichmentStageDuration", took.toMillis());
        if (failed) {
            metric("EnrichmentStageFailed", 1);
        }
    }

    /** Records that the enrichment answered nothing for; a response without ids shows only whether there was any. */
    void leftOut(List<Polled> items, List<Element> elements) {
        if (elements.isEmpty()) {
            metric("TargetStageSkipped", 1);
        }
        Set<String> kept = elements.stream().map(Element::id).collect(Collectors.toSet());
        if (!kept.contains("")) {
            items.stream()
                    .filter(item -> !kept.contains(item.id()))
                    .forEach(item -> trace(item, "PIPE_SKIPPED", Map.of()));
        }
    }

    void delivered(Outcome outcome, Duration took) {
        metric("TargetStageDuration", took.toMillis());
        if (outcome instanceof Outcome.Failed) {
            metric("TargetStageFailed", 1);
        } else if (outcome instanceof Outcome.Partial) {
            metric("TargetStagePartiallyFailed", 1);
        }
    }

    void timedOut() {
        metric("ExecutionTimeout", 1);
    }

    void filtered(List<Polled> items) {
        items.forEach(item -> trace(item, "PIPE_FILTERED", Map.of()));
    }

    void discarded(Batch batch, Condition condition) {
        Fault fault = batch.fault().orElse(Fault.counted(condition.word(), "The record was too old to be worked on."));
        for (Polled item : batch.items()) {
            Map<String, String> details = details(fault, batch.attempts());
            details.put("condition", condition.word());
            trace(item, "PIPE_DLQ", details);
        }
    }

    /** Counts as a failed execution, so that an alarm that holds on AWS rings here too. */
    void discardFailed(Batch batch, Condition condition, Fault fault, boolean last) {
        metric("ExecutionFailed", 1);
        log.write("EXECUTION_FAILED", "ERROR", batch, Optional.of(fault));
        if (last) {
            for (Polled item : batch.items()) {
                Map<String, String> details = details(fault, batch.attempts());
                details.put("condition", condition.word());
                trace(item, "PIPE_DLQ_FAILED", details);
            }
        }
    }

    private void failure(Polled item, String type, Fault fault, int attempt) {
        trace(item, type, details(fault, attempt));
    }

    private static Map<String, String> details(Fault fault, int attempt) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("code", fault.code());
        details.put(
                "message", fault.message().length() > SHOWN ? fault.message().substring(0, SHOWN) : fault.message());
        details.put("attempt", String.valueOf(attempt));
        return details;
    }

    private void trace(Polled item, String type, Map<String, String> details) {
        Subject subject = Subject.of(item);
        try {
            kernel.trace()
                    .record(new TraceRecord(
                            subject.eventId(), subject.stableId(), kernel.time().now(), type, pipe.arn(), details));
        } catch (StoreBusyException e) {
            // What was done counts; telling of it is not worth doing it again.
            LOG.debug("the trace of {} has a gap", pipe.name(), e);
        }
    }

    private void metric(String name, double value) {
        kernel.metrics()
                .of(pipe.arn().split(":", 6)[4])
                .record(new Metric(NAMESPACE, name, Map.of("PipeName", pipe.name())), value);
    }
}
