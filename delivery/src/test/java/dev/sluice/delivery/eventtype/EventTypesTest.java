package dev.sluice.delivery.eventtype;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.ManualClock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTypesTest {

    private final MemoryEventTypes store = new MemoryEventTypes();
    private final EventTypes types = new EventTypes(Optional.of(Set.of("order.placed", "order.paid")), store);

    @Test
    void typesOfTheCatalogAndAddedOnesMayBeAskedForUntilTheyAreArchived() {
        store.put(KnownType.ofCatalog("invoice.sent"));
        assertThat(types.names().orElseThrow()).containsExactly("invoice.sent", "order.paid", "order.placed");
        store.put(types.find("order.paid").orElseThrow().archived(true, ManualClock.START));
        assertThat(types.names().orElseThrow()).containsExactly("invoice.sent", "order.placed");
        assertThat(types.all()).containsOnlyKeys("invoice.sent", "order.paid", "order.placed");
        assertThat(types.find("order.paid").orElseThrow().archived()).isTrue();
    }

    @Test
    void whatTheCatalogHasIsKnownToBeThere() {
        assertThat(types.isOfCatalog("order.placed")).isTrue();
        assertThat(types.isOfCatalog("invoice.sent")).isFalse();
        assertThat(types.find("order.placed")).isPresent();
        assertThat(types.find("invoice.sent")).isEmpty();
    }

    @Test
    void withoutACatalogAnyTypeMayBeAskedFor() {
        assertThat(new EventTypes(Optional.empty(), store).names()).isEmpty();
    }
}
