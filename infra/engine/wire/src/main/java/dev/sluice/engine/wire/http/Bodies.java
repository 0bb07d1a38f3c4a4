package dev.sluice.engine.wire.http;

import dev.sluice.engine.wire.Authenticator.Trust;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** All bodies that are being read, each counted among those of clients that are trusted as much. Thread-safe. */
final class Bodies {

    private final Gateway gateway;
    private final AtomicLong seconds = new AtomicLong();
    private final Guests guests;
    private final Limits limits;
    private final Limits.OfGuests guestLimits;
    private final Map<Trust, Budget> budgets = new EnumMap<>(Trust.class);

    Bodies(Gateway gateway, Guests guests, Limits limits, Limits.OfGuests guestLimits) {
        this.gateway = gateway;
        this.guests = guests;
        this.limits = limits;
        this.guestLimits = guestLimits;
        for (Trust trust : Trust.values()) {
            budgets.put(
                    trust,
                    new Budget(
                            switch (trust) {
                                case NONE -> limits.strangers();
                                case GUEST -> guestLimits.bodies();
                                case CLAIMED, PROVEN -> limits.known();
                            }));
        }
    }

    /** How many bytes a body may have at most. */
    int largest(Trust trust) {
        return trust == Trust.GUEST ? guestLimits.largestBody() : limits.largestBody();
    }

    static Answer tooLarge(Trust trust) {
        return trust == Trust.GUEST ? Refusals.GUEST_TOO_LARGE : Refusals.TOO_LARGE;
    }

    Limits limits() {
        return limits;
    }

    /** How many seconds the server has been running, by its timer: the wall clock may jump. */
    long seconds() {
        return seconds.get();
    }

    Gateway.Early judge(Exchange head) {
        return guests.takes(head) ? new Gateway.Early(Trust.GUEST, Optional.empty()) : gateway.early(head);
    }

    Budget budget(Trust trust) {
        return Objects.requireNonNull(budgets.get(trust));
    }

    /** How many bodies are being waited for. */
    int waiting() {
        return budgets.values().stream()
                .mapToInt(budget -> budget.reading().size())
                .sum();
    }

    /** Another second has passed: answers those that have taken too long. */
    void tick() {
        long latest = seconds.incrementAndGet() - limits.body().toSeconds();
        for (Budget budget : budgets.values()) {
            budget.reading().stream().filter(body -> body.begun() < latest).forEach(Body::tooSlow);
        }
    }
}
