package dev.sluice.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is a delivery if its attributes are what a key, a header and a schedule can be made of. */
class DeliveryTest {

    private static final Delivery DELIVERY =
            new Delivery("e-1", "blue", "ep-1", 2, 1, Optional.of(Instant.parse("2026-11-25T12:00:00Z")), "{}");

    private static Received message(Map<String, String> attributes) {
        return new Received("m", "q", 1, attributes, "{}");
    }

    private static Received with(String name, String value) {
        Map<String, String> attributes = new LinkedHashMap<>(DELIVERY.attributes());
        attributes.put(name, value);
        return message(attributes);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Delivery.of(message(DELIVERY.attributes()))).isEqualTo(DELIVERY);
        Delivery first = DELIVERY.anew();
        assertThat(Delivery.of(message(first.attributes()))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "tenant", "endpointId", "attempt", "first"})
    void anAttributeThatIsMissingOrEmptyIsNamed(String name) {
        Map<String, String> attributes = new LinkedHashMap<>(DELIVERY.attributes());
        attributes.remove(name);
        assertThatThrownBy(() -> Delivery.of(message(attributes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("attribute " + name);
        assertThatThrownBy(() -> Delivery.of(with(name, "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attribute " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "eventId, 'a b\u0000'",
        "eventId, '\uD800'",
        "tenant, 'a\u0000'",
        "tenant, '\uFFFE'",
        "endpointId, 'a\nb'",
        "attempt, 0",
        "attempt, -1",
        "attempt, one",
        "attempt, 1.5",
        "attempt, 99999999999",
        "due, soon",
        "due, 2026-11-25",
        "due, ''",
        "first, 0",
        "first, x"
    })
    void anAttributeThatCannotBeUsedIsNamed(String name, String value) {
        assertThatThrownBy(() -> Delivery.of(with(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the message's attribute " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "tenant", "endpointId"})
    void anAttributeThatIsTooLongIsNamed(String name) {
        assertThatThrownBy(() -> Delivery.of(with(name, "x".repeat(3_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the message's attribute " + name);
    }
}
