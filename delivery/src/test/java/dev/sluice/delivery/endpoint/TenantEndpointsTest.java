package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantEndpointsTest {

    private static final String BIG = "{\"detail\":{\"total\":[{\"numeric\":[\">\",10]}]}}";

    private final TenantEndpoints endpoints = new TenantEndpoints(
            List.of(
                    endpoint("all", List.of(), Optional.empty()),
                    endpoint("all-big", List.of(), Optional.of(BIG)),
                    endpoint("placed", List.of("order.placed"), Optional.empty()),
                    endpoint("placed-big", List.of("order.placed", "order.paid"), Optional.of(BIG))),
            new CompiledPatterns());

    private static Endpoint endpoint(String id, List<String> types, Optional<String> pattern) {
        return Endpoints.of("blue", id, "https://a.example/", types, pattern);
    }

    private List<String> matching(String type, int total) {
        return endpoints.matching(type, "{\"detail\":{\"total\":" + total + "}}").stream()
                .map(endpoint -> endpoint.id().substring(Endpoint.PREFIX.length()))
                .toList();
    }

    @Test
    void anEventGoesToThoseOfItsTypeAndToThoseOfAllTypesIfTheirPatternsMatch() {
        assertThat(matching("order.placed", 11)).containsExactlyInAnyOrder("all", "all-big", "placed", "placed-big");
        assertThat(matching("order.placed", 1)).containsExactlyInAnyOrder("all", "placed");
        assertThat(matching("order.paid", 11)).containsExactlyInAnyOrder("all", "all-big", "placed-big");
        assertThat(matching("order.shipped", 11)).containsExactlyInAnyOrder("all", "all-big");
        assertThat(matching("order.shipped", 1)).containsExactly("all");
    }
}
