package dev.sluice.engine.gateway.http;

import dev.sluice.engine.gateway.model.Throttle;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each route of each stage. AWS throttles on a best-effort basis; this one counts exactly. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</a>
 */
final class Limiter {

    private static final double NANOS = 1e9;

    /** @param tokens how many requests may come at {@code at} */
    private record Bucket(double tokens, Instant at) {}

    private final Time time;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    Limiter(Time time) {
        this.time = time;
    }

    /** Takes a token. False if there is none. */
    boolean admits(Call call) {
        String key = call.route().key().text();
        return call.stage()
                .throttle(key)
                .map(throttle ->
                        admits(call.site().api().id() + "/" + call.stage().name() + "/" + key, throttle))
                .orElse(true);
    }

    private boolean admits(String key, Throttle throttle) {
        Instant now = time.now();
        boolean[] admitted = new boolean[1];
        buckets.compute(key, (ignored, before) -> {
            double left = before == null ? throttle.burst() : refilled(before, throttle, now);
            admitted[0] = left >= 1;
            return new Bucket(admitted[0] ? left - 1 : left, now);
        });
        return admitted[0];
    }

    private static double refilled(Bucket before, Throttle throttle, Instant now) {
        double seconds = Math.max(0, Duration.between(before.at(), now).toNanos() / NANOS);
        return Math.min(throttle.burst(), before.tokens() + seconds * throttle.rate());
    }
}
