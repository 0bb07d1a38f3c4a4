package dev.sluice.engine.pipes.target;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.engine.poll.Outcome;
import dev.sluice.engine.poll.function.BatchAnswer;
import dev.sluice.engine.poll.function.FunctionCalls;
import dev.sluice.engine.poll.function.FunctionFault;
import dev.sluice.engine.request.Json;
import java.util.List;

/**
 * A Lambda function, which gets an array and may say which of its items failed.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html">Batching</a>
 */
public final class FunctionTarget implements Target {

    private static final int MOST = 10_000;

    private final FunctionCalls function;
    private final boolean forget;

    /** @param forget whether to leave the events with Lambda rather than wait for the function */
    public FunctionTarget(FunctionCalls function, boolean forget) {
        this.function = function;
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
            function.leave(Json.text(payload));
            return Outcome.done();
        }
        FunctionCalls.Answer answer = function.invoke(Json.text(payload));
        if (answer.error().isPresent()) {
            return Outcome.failed(FunctionFault.of(answer));
        }
        return BatchAnswer.of(answer.body(), elements.stream().map(Element::id).toList());
    }
}
