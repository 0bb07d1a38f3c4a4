package dev.sluice.engine.pipes.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.pipes.target.HttpCalls;
import dev.sluice.engine.pipes.target.HttpParameters;
import dev.sluice.engine.pipes.target.WorkflowCalls;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.function.FunctionCalls;
import dev.sluice.engine.poll.function.FunctionFault;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The kinds of enrichments, and how their answers are read. */
final class Enrichments {

    private static final int MOST_BYTES = 6 << 20;

    private Enrichments() {}

    static Enrichment function(FunctionCalls function) {
        return (first, payloads) -> {
            FunctionCalls.Answer answer = function.invoke(array(payloads));
            return answer.error().isPresent()
                    ? new Enrichment.Answer.Failed(FunctionFault.of(answer))
                    : read(answer.body());
        };
    }

    /** An express workflow. */
    static Enrichment workflow(WorkflowCalls workflow) {
        return (first, payloads) -> {
            JsonNode execution = workflow.run(array(payloads));
            return execution.path("status").asText().equals("SUCCEEDED")
                    ? read(execution.path("output").asText(""))
                    : new Enrichment.Answer.Failed(WorkflowCalls.fault(execution));
        };
    }

    /** An API destination, which gets one event, not an array. */
    static Enrichment destination(HttpCalls http, Caller role, String arn, HttpParameters parameters) {
        return (first, payloads) -> {
            JsonNode event = payloads.get(0);
            String body = event.isTextual() ? event.asText() : Json.text(event);
            HttpCalls.Reply reply = http.call(role, arn, parameters.call(first, body), true);
            return reply.fault().isPresent()
                    ? new Enrichment.Answer.Failed(reply.fault().get())
                    : read(reply.body());
        };
    }

    private static String array(List<JsonNode> payloads) {
        ArrayNode array = Json.array();
        payloads.forEach(array::add);
        return Json.text(array);
    }

    /** {@code ""}, {@code {}} and {@code []} skip the target, {@code [{}]} does not. */
    static Enrichment.Answer read(String body) {
        if (body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return failed("the answer of the enrichment is larger than 6 MB");
        }
        JsonNode answer;
        try {
            answer = body.isBlank() ? Json.array() : Json.parse(body);
        } catch (JsonProcessingException e) {
            return failed("the answer of the enrichment is not JSON");
        }
        boolean nothing = answer.isNull()
                || (answer.isContainerNode() && answer.isEmpty())
                || (answer.isTextual() && answer.asText().isEmpty());
        if (nothing) {
            return new Enrichment.Answer.Events(List.of());
        }
        if (!answer.isArray()) {
            return new Enrichment.Answer.Events(List.of(answer));
        }
        List<JsonNode> events = new ArrayList<>();
        answer.forEach(events::add);
        return new Enrichment.Answer.Events(List.copyOf(events));
    }

    private static Enrichment.Answer failed(String why) {
        return new Enrichment.Answer.Failed(Fault.counted("InvalidEnrichmentResponse", why));
    }
}
