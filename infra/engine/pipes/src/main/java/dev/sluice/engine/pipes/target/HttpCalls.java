package dev.sluice.engine.pipes.target;

import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.poll.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls API destinations. Thread-safe. */
public interface HttpCalls {

    /**
     * One call.
     *
     * @param body the body's text
     * @param pathValues what replaces the {@code *} of the endpoint, from left to right
     */
    record Call(String body, List<String> pathValues, Map<String, String> headers, Map<String, String> query) {}

    /** How it ended: delivered unless there is a fault. */
    record Reply(Optional<Fault> fault, String body) {}

    /**
     * Waits for the destination's rate, calls and waits for the answer.
     *
     * @param reading whether the answer's body is wanted
     */
    Reply call(Caller role, String destinationArn, Call call, boolean reading);
}
