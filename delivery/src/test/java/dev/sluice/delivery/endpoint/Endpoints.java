package dev.sluice.delivery.endpoint;

import dev.sluice.delivery.ManualClock;
import dev.sluice.delivery.shape.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Endpoints for tests. */
public final class Endpoints {

    public static final Secret SECRET = Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty());

    private Endpoints() {}

    public static Endpoint of(String tenant, String id, String url) {
        return of(tenant, id, url, List.of(), Optional.empty());
    }

    public static Endpoint of(String tenant, String id, String url, List<String> types, Optional<String> pattern) {
        return new Endpoint(
                tenant,
                Endpoint.PREFIX + id,
                url,
                "",
                types,
                pattern,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(SECRET),
                ManualClock.START,
                ManualClock.START,
                1);
    }

    /** The same endpoint with requests of another shape. */
    public static Endpoint with(Endpoint endpoint, Shape shape) {
        return endpoint.profile(endpoint.profile().shape(shape));
    }
}
