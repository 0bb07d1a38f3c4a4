package dev.sluice.engine.poll.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.poll.Fault;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.request.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads {@code batchItemFailures}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial batch responses</a>
 */
public final class BatchAnswer {

    private static final int SHOWN = 200;

    private BatchAnswer() {}

    /** What became of the items with these ids, by the function's answer. */
    public static Outcome of(String body, Collection<String> ids) {
        JsonNode answer;
        try {
            answer = body.isBlank() ? Json.object() : Json.parse(body);
        } catch (JsonProcessingException e) {
            return refused("the answer is not JSON: " + shown(body));
        }
        JsonNode failures = answer.path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull()) {
            return Outcome.done();
        }
        if (!failures.isArray()) {
            return refused("batchItemFailures is not a list: " + shown(body));
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : failures) {
            String id = failure.path("itemIdentifier").asText("");
            if (failure.path("itemIdentifier").isNull() || !ids.contains(id)) {
                return refused("an itemIdentifier is not of this batch: " + shown(Json.text(failure)));
            }
            failed.add(id);
        }
        if (failed.isEmpty()) {
            return Outcome.done();
        }
        return new Outcome.Partial(
                failed, Fault.counted("BatchItemFailures", failed.size() + " items of the batch failed: " + failed));
    }

    private static Outcome refused(String why) {
        return Outcome.failed(Fault.counted("InvalidBatchResponse", why));
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
