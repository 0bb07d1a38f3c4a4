package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.data.StateError;
import java.time.Duration;
import java.util.Optional;

/** What Retry and Catch say about an error. */
public final class Retries {

    private static final double LONGEST = 31_622_400;

    private Retries() {}

    /**
     * How long to wait before the next attempt.
     *
     * @param counts attempts so far by the position of their retrier; the one that applies is counted up
     * @param random from 0 to 1, for full jitter
     */
    public static Optional<Duration> next(JsonNode state, StateError error, int[] counts, double random) {
        for (int i = 0; i < state.path("Retry").size(); i++) {
            JsonNode retrier = state.path("Retry").path(i);
            if (equals(retrier, error)) {
                int attempt = counts[i]++;
                if (attempt >= retrier.path("MaxAttempts").asInt(3)) {
                    return Optional.empty();
                }
                double seconds = retrier.path("IntervalSeconds").asDouble(1)
                        * Math.pow(retrier.path("BackoffRate").asDouble(2), attempt);
                double capped = Math.min(
                        seconds,
                        Math.min(LONGEST, retrier.path("MaxDelaySeconds").asDouble(LONGEST)));
                boolean jitter = retrier.path("JitterStrategy").asText().equals("FULL");
                return Optional.of(Duration.ofMillis(Math.round(capped * (jitter ? random : 1) * 1000)));
            }
        }
        return Optional.empty();
    }

    /** The catcher that takes the error. */
    public static Optional<JsonNode> catcher(JsonNode state, StateError error) {
        for (JsonNode catcher : state.path("Catch")) {
            if (equals(catcher, error)) {
                return Optional.of(catcher);
            }
        }
        return Optional.empty();
    }

    /** What a catcher passes on. */
    public static JsonNode output(JsonNode catcher, JsonNode input, StateError error) {
        return Flow.place(
                catcher, input, Json.object().put("Error", error.error()).put("Cause", error.cause()));
    }

    private static boolean equals(JsonNode handler, StateError error) {
        for (JsonNode name : handler.path("ErrorEquals")) {
            if (error.is(name.asText())) {
                return true;
            }
        }
        return false;
    }
}
