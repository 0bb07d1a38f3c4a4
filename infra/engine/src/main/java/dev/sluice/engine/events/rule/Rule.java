package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import java.util.List;

/**
 * A rule as the engine keeps it. Empty texts mean: not set.
 *
 * @param pattern the event pattern as it was given
 * @param state ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
 * @param targets as PutTargets took them, sorted by {@code Id}
 */
public record Rule(
        BusKey bus,
        String name,
        String pattern,
        String state,
        String description,
        String role,
        List<ObjectNode> targets) {

    static final String DISABLED = "DISABLED";

    /** The ARN: the bus is part of it only if it is not the default one. */
    @JsonIgnore
    public String arn() {
        return arn(bus, name);
    }

    static String arn(BusKey bus, String name) {
        return "arn:aws:events:" + bus.region() + ":" + bus.account() + ":rule/"
                + (bus.isDefault() ? "" : bus.name() + "/") + name;
    }

    @JsonIgnore
    public boolean isEnabled() {
        return !state.equals(DISABLED);
    }

    @JsonIgnore
    String id() {
        return id(bus, name);
    }

    static String id(BusKey bus, String name) {
        return bus.id() + "|" + name;
    }

    Rule withState(String next) {
        return new Rule(bus, name, pattern, next, description, role, targets);
    }

    Rule withTargets(List<ObjectNode> next) {
        return new Rule(bus, name, pattern, state, description, role, next);
    }
}
