package dev.sluice.engine.wire.http;

import dev.sluice.engine.time.Time;
import dev.sluice.engine.wire.Authenticator.Trust;
import dev.sluice.engine.wire.Exchange;
import dev.sluice.engine.wire.Gateway;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** All bodies that are being read, each counted among those of clients that are trusted as much. Thread-safe. */
final class Bodies {

    private final Gateway gateway;
    private final Time time;
    private final Limits limits;
    private final Map<Trust, Budget> budgets = new EnumMap<>(Trust.class);

    Bodies(Gateway gateway, Time time, Limits limits) {
        this.gateway = gateway;
        this.time = time;
        this.limits = limits;
        for (Trust trust : Trust.values()) {
            budgets.put(trust, new Budget(trust == Trust.NONE ? limits.strangers() : limits.known()));
        }
    }

    Limits limits() {
        return limits;
    }

    Instant now() {
        return time.now();
    }

    Gateway.Early judge(Exchange head) {
        return gateway.early(head);
    }

    Budget budget(Trust trust) {
        return java.util.Objects.requireNonNull(budgets.get(trust));
    }

    /** How many bodies are being waited for. */
    int waiting() {
        return budgets.values().stream().mapToInt(budget -> budget.reading().size()).sum();
    }

    /** Answers those that have taken too long. */
    void endSlowOnes() {
        Instant before = time.now().minus(limits.body());
        for (Budget budget : budgets.values()) {
            budget.reading().stream().filter(body -> body.begun().isBefore(before)).forEach(Body::tooSlow);
        }
    }
}
