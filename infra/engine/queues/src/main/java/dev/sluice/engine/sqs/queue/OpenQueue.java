package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.backlog.Backlog;
import java.util.Optional;

/** A queue with its messages. What its attributes mean is parsed once for each change of them. Thread-safe. */
public final class OpenQueue {

    private record State(Queue queue, Config config, Optional<JsonNode> policy) {}

    private final Backlog backlog;
    private volatile State state;

    OpenQueue(Queue queue, Backlog backlog) {
        this.backlog = backlog;
        this.state = state(queue);
    }

    private static State state(Queue queue) {
        String policy = queue.attributes().getOrDefault("Policy", "");
        return new State(
                queue, Config.of(queue), policy.isEmpty() ? Optional.empty() : Optional.of(Json.parseTrusted(policy)));
    }

    void changed(Queue queue) {
        state = state(queue);
    }

    public Queue queue() {
        return state.queue;
    }

    public Config config() {
        return state.config;
    }

    Optional<JsonNode> policy() {
        return state.policy;
    }

    public Backlog backlog() {
        return backlog;
    }

    public String arn() {
        return state.queue.arn();
    }
}
