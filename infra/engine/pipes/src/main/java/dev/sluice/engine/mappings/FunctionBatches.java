package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.poll.Batch;
import dev.sluice.engine.poll.Condition;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Handler;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.Polled;
import dev.sluice.engine.poll.Subject;
import dev.sluice.engine.poll.function.BatchAnswer;
import dev.sluice.engine.poll.function.FunctionCalls;
import dev.sluice.engine.poll.function.FunctionFault;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.trace.TraceRecord;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invokes a mapping's function with batches. Thread-safe. */
final class FunctionBatches implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(FunctionBatches.class);
    private static final int TOO_LARGE = 413;
    private static final int SHOWN = 500;

    private final Kernel kernel;
    private final Mapping mapping;
    private final FunctionCalls function;
    private final FailureRecords failures;
    private volatile String result = "No records processed";

    FunctionBatches(Kernel kernel, Mapping mapping, FunctionCalls function, FailureRecords failures) {
        this.kernel = kernel;
        this.mapping = mapping;
        this.function = function;
        this.failures = failures;
    }

    /** How the last batch ended. */
    String result() {
        return result;
    }

    @Override
    public Outcome process(Batch batch) {
        Outcome outcome = invoke(batch);
        if (outcome instanceof Outcome.Failed failed) {
            result = "PROBLEM: Function call failed";
            batch.items().forEach(item -> failed(item, failed.fault(), batch));
        } else if (outcome instanceof Outcome.Partial partial) {
            result = "PROBLEM: Function reported failed items";
            batch.items().stream()
                    .filter(item -> partial.failed().contains(item.id()))
                    .forEach(item -> failed(item, partial.fault(), batch));
        } else {
            result = "OK";
        }
        return outcome;
    }

    private Outcome invoke(Batch batch) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        batch.items().forEach(item -> records.add(item.json()));
        FunctionCalls.Answer answer;
        try {
            answer = function.invoke(Json.text(event));
        } catch (AwsException e) {
            // A function that is missing or busy is not the records' fault.
            boolean counted = e.status() == TOO_LARGE;
            return Outcome.failed(
                    counted ? Fault.counted(e.code(), e.message()) : Fault.internal(e.code(), e.message()));
        }
        if (answer.error().isPresent()) {
            return Outcome.failed(FunctionFault.of(answer));
        }
        return mapping.reportsFailures()
                ? BatchAnswer.of(
                        answer.body(), batch.items().stream().map(Polled::id).toList())
                : Outcome.done();
    }

    private void failed(Polled item, Fault fault, Batch batch) {
        trace(
                item,
                "FUNCTION_ATTEMPT_FAILED",
                Map.of(
                        "function", mapping.functionArn(),
                        "code", fault.code(),
                        "message",
                                fault.message().length() > SHOWN
                                        ? fault.message().substring(0, SHOWN)
                                        : fault.message(),
                        "attempt", String.valueOf(batch.attempts() + 1)));
    }

    @Override
    public void discard(Batch batch, Condition condition) {
        failures.put(batch, condition);
        batch.items()
                .forEach(item -> trace(
                        item,
                        "FUNCTION_RECORDS_GIVEN_UP",
                        Map.of("function", mapping.functionArn(), "condition", condition.word())));
    }

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">DestinationDeliveryFailures</a> */
    @Override
    public void discardFailed(Batch batch, Condition condition, Fault fault, boolean last) {
        String name = mapping.functionArn().split(":", 8)[6];
        kernel.metrics()
                .record(new Metric("AWS/Lambda", "DestinationDeliveryFailures", Map.of("FunctionName", name)), 1);
        if (last) {
            Map<String, String> details = Map.of(
                    "function",
                    mapping.functionArn(),
                    "condition",
                    condition.word() + ", without a failure record: " + fault.message());
            batch.items().forEach(item -> trace(item, "FUNCTION_RECORDS_GIVEN_UP", details));
        }
    }

    @Override
    public void filtered(List<Polled> items) {
        items.forEach(item -> trace(item, "FUNCTION_FILTERED", Map.of("function", mapping.functionArn())));
    }

    private void trace(Polled item, String type, Map<String, String> details) {
        Subject subject = Subject.of(item);
        try {
            kernel.trace()
                    .record(new TraceRecord(
                            subject.eventId(), subject.stableId(), kernel.time().now(), type, mapping.arn(), details));
        } catch (StoreBusyException e) {
            // What was done counts; telling of it is not worth doing it again.
            LOG.debug("the trace of {} has a gap", mapping.uuid(), e);
        }
    }
}
