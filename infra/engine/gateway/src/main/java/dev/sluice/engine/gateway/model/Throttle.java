package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * How many requests a route takes.
 *
 * @param rate requests a second
 * @param burst requests at once
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</a>
 */
public record Throttle(double rate, int burst) {

    /** Empty unless both are given. */
    static Optional<Throttle> of(JsonNode settings) {
        if (!settings.hasNonNull("throttlingRateLimit") || !settings.hasNonNull("throttlingBurstLimit")) {
            return Optional.empty();
        }
        double rate = settings.path("throttlingRateLimit").asDouble();
        int burst = settings.path("throttlingBurstLimit").asInt();
        if (rate < 0 || burst < 0) {
            throw Invalid.of("throttlingRateLimit and throttlingBurstLimit must not be negative.");
        }
        return Optional.of(new Throttle(rate, burst));
    }
}
