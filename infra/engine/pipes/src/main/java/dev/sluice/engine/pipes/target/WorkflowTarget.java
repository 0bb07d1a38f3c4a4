package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.function.BatchAnswer;
import dev.sluice.engine.request.Json;
import java.util.List;

/**
 * A Step Functions state machine, which gets an array. A standard one can only be started, an express one also waited for.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html">Targets</a>
 */
public final class WorkflowTarget implements Target {

    private static final int MOST = 10_000;

    private final WorkflowCalls workflow;
    private final boolean forget;

    /** @param forget whether to start it only, rather than to wait for its end */
    public WorkflowTarget(WorkflowCalls workflow, boolean forget) {
        this.workflow = workflow;
        this.forget = forget;
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public Outcome deliver(List<Element> elements) {
        ArrayNode payload = Json.array();
        elements.forEach(element -> payload.add(element.payload()));
        if (forget) {
            workflow.begin(Json.text(payload));
            return Outcome.done();
        }
        JsonNode execution = workflow.run(Json.text(payload));
        if (!execution.path("status").asText().equals("SUCCEEDED")) {
            return Outcome.failed(WorkflowCalls.fault(execution));
        }
        return BatchAnswer.of(
                execution.path("output").asText(""),
                elements.stream().map(Element::id).toList());
    }
}
