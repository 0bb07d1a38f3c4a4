package dev.sluice.delivery.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantEndpointsTest {

    private static final String BIG = "{\"detail\":{\"total\":[{\"numeric\":[\">\",10]}]}}";

    private final TenantEndpoints endpoints = new TenantEndpoints(
            new EndpointStore.Tenant(
                    "blue",
                    List.of(
                            endpoint("all", List.of(), Optional.empty()),
                            endpoint("all-big", List.of(), Optional.of(BIG)),
                            endpoint("placed", List.of("order.placed"), Optional.empty()),
                            endpoint("placed-big", List.of("order.placed", "order.paid"), Optional.of(BIG)))),
            new CompiledPatterns());

    private static Endpoint endpoint(String id, List<String> types, Optional<String> pattern) {
        return Endpoints.of("blue", id, "https://a.example/", types, pattern);
    }

    private List<String> matching(String type, int total) {
        return ids(endpoints.matching(type, "{\"detail\":{\"total\":" + total + "}}"));
    }

    @Test
    void anEventGoesToThoseOfItsTypeAndToThoseOfAllTypesIfTheirPatternsMatch() {
        assertThat(matching("order.placed", 11)).containsExactlyInAnyOrder("all", "all-big", "placed", "placed-big");
        assertThat(matching("order.placed", 1)).containsExactlyInAnyOrder("all", "placed");
        assertThat(matching("order.paid", 11)).containsExactlyInAnyOrder("all", "all-big", "placed-big");
        assertThat(matching("order.shipped", 11)).containsExactlyInAnyOrder("all", "all-big");
        assertThat(matching("order.shipped", 1)).containsExactly("all");
    }

    @Test
    void anEndpointMayAskForAllTypesWithAPrefix() {
        TenantEndpoints prefixed = new TenantEndpoints(
                new EndpointStore.Tenant(
                        "blue",
                        List.of(
                                endpoint("orders", List.of("order.*"), Optional.empty()),
                                endpoint("items", List.of("order.item.*", "order.placed"), Optional.empty()),
                                endpoint("star", List.of("*", "order.placed"), Optional.of(BIG)),
                                endpoint("twice", List.of("order.*", "order.placed"), Optional.empty()))),
                new CompiledPatterns());
        assertThat(ids(prefixed.matching("order.placed", "{}"))).containsExactlyInAnyOrder("orders", "items", "twice");
        assertThat(ids(prefixed.matching("order.item.added", "{\"detail\":{\"total\":11}}")))
                .containsExactlyInAnyOrder("orders", "items", "star", "twice");
        assertThat(ids(prefixed.matching("order", "{}"))).isEmpty();
        assertThat(ids(prefixed.matching("orders.placed", "{}"))).isEmpty();
        assertThat(ids(prefixed.matching("order.", "{}"))).containsExactlyInAnyOrder("orders", "twice");
    }

    private static List<String> ids(List<Endpoint> endpoints) {
        return endpoints.stream()
                .map(endpoint -> endpoint.id().substring(Endpoint.PREFIX.length()))
                .toList();
    }
}
