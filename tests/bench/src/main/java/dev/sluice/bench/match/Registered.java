package dev.sluice.bench.match;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.endpoint.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registered endpoints in memory, a hundred for each tenant, of which two want {@link #TYPE}: each takes one of fifty types, and
 * every other one has a pattern over the data besides.
 */
public final class Registered implements EndpointStore {

    public static final String TYPE = "type.1";
    static final int WANTED = 2;

    private static final int OF_TENANT = 100;
    private static final int TYPES = 50;
    private static final int THRESHOLDS = 4;

    private final Map<String, List<Endpoint>> tenants = new HashMap<>();

    /** @param endpoints a multiple of a hundred */
    public Registered(int endpoints) {
        for (int i = 0; i < endpoints / OF_TENANT; i++) {
            List<Endpoint> own = new ArrayList<>(OF_TENANT);
            for (int number = 0; number < OF_TENANT; number++) {
                own.add(endpoint("t-" + i, number));
            }
            tenants.put("t-" + i, List.copyOf(own));
        }
    }

    private static Endpoint endpoint(String tenant, int number) {
        return new Endpoint(
                tenant,
                Endpoint.PREFIX + tenant + number,
                "https://a.example/",
                "",
                List.of("type." + number % TYPES),
                pattern(number),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(Secret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Optional.empty())),
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }

    private static Optional<String> pattern(int number) {
        return number % 2 == 0
                ? Optional.empty()
                : Optional.of(
                        "{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\"," + number % THRESHOLDS + "]}]}}}");
    }

    public int tenants() {
        return tenants.size();
    }

    @Override
    public Map<String, Long> versions(Collection<String> asked) {
        Map<String, Long> found = new HashMap<>();
        asked.stream().filter(tenants::containsKey).forEach(tenant -> found.put(tenant, 1L));
        return found;
    }

    @Override
    public Tenant tenant(String name) {
        return new Tenant(name, tenants.getOrDefault(name, List.of()));
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        return of(tenant).stream().filter(endpoint -> endpoint.id().equals(id)).findFirst();
    }

    @Override
    public Change create(Endpoint endpoint, int most) {
        return Change.TOO_MANY;
    }

    @Override
    public Optional<String> idOf(String tenant, String uid) {
        return Optional.empty();
    }

    @Override
    public Change replace(Endpoint endpoint, Optional<String> uidBefore) {
        return Change.CONFLICT;
    }

    @Override
    public Change delete(String tenant, String id) {
        return Change.CONFLICT;
    }
}
