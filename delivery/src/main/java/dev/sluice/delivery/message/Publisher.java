package dev.sluice.delivery.message;

import dev.sluice.rules.event.DomainEvent;

/** Puts events of the API's where all events begin. */
@FunctionalInterface
public interface Publisher {

    /** @throws RuntimeException if the bus did not acknowledge it */
    void publish(DomainEvent event);
}
