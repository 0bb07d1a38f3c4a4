package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class EndpointCacheTest {

    private static final String BIG = "{\"total\":[{\"numeric\":[\">\",10]}]}";

    private final MemoryEndpoints store = new MemoryEndpoints();
    private final CompiledPatterns patterns = new CompiledPatterns();
    private final EndpointCache cache = new EndpointCache(store, patterns);

    @Test
    void tenantsThatAskForTheSameShareItsCompiledPatternsAndNothingElse() {
        for (String tenant : List.of("blue", "green")) {
            store.create(Endpoints.of(tenant, tenant, "https://a.example/", List.of(), Optional.of(BIG)), 10);
        }
        cache.of(List.of("blue", "green"), new HashMap<>())
                .forEach((tenant, endpoints) -> assertThat(endpoints.matching("order.placed", "{\"total\":11}"))
                        .extracting(Endpoint::tenant)
                        .containsExactly(tenant));
        assertThat(patterns.size()).isEqualTo(1);
    }

    @Test
    void aStoreThatIsNotThereFailsTheBatchAndNoTenant() {
        store.create(Endpoints.of("blue", "1", "https://a.example/"), 10);
        PickyEndpoints gone = new PickyEndpoints(store, "", "", "blue");
        Map<String, String> failures = new HashMap<>();
        assertThatThrownBy(() -> new EndpointCache(gone).of(List.of("blue"), failures))
                .isInstanceOf(SdkClientException.class);
        assertThat(failures).isEmpty();
    }
}
