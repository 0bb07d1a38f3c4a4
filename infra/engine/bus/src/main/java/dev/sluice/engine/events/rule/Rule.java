package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import java.util.List;
import java.util.Objects;

/**
 * A rule as the engine keeps it. Empty texts mean: not set.
 *
 * @param pattern the event pattern as it was given
 * @param schedule the schedule expression as it was given
 * @param managedBy the service that made it and alone may change it
 * @param state ENABLED, DISABLED or ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
 * @param targets as PutTargets took them, sorted by {@code Id}
 */
public record Rule(
        BusKey bus,
        String name,
        String pattern,
        String schedule,
        String managedBy,
        String state,
        String description,
        String role,
        List<ObjectNode> targets) {

    static final String ENABLED = "ENABLED";
    static final String DISABLED = "DISABLED";

    /** Rules of earlier versions have neither a schedule nor an owner. */
    public Rule {
        schedule = Objects.requireNonNullElse(schedule, "");
        managedBy = Objects.requireNonNullElse(managedBy, "");
    }

    /** A rule of a service's own. */
    public static Rule managed(BusKey bus, String name, String pattern, String by, ObjectNode target) {
        return new Rule(bus, name, pattern, "", by, ENABLED, "", "", List.of(target));
    }

    /** The ARN: the bus is part of it only if it is not the default one. */
    @JsonIgnore
    public String arn() {
        return arn(bus, name);
    }

    public static String arn(BusKey bus, String name) {
        return "arn:aws:events:" + bus.region() + ":" + bus.account() + ":rule/"
                + (bus.isDefault() ? "" : bus.name() + "/") + name;
    }

    @JsonIgnore
    public boolean isEnabled() {
        return !state.equals(DISABLED);
    }

    @JsonIgnore
    public boolean isManaged() {
        return !managedBy.isEmpty();
    }

    /** The id under which the engine keeps it. */
    @JsonIgnore
    public String id() {
        return id(bus, name);
    }

    static String id(BusKey bus, String name) {
        return bus.id() + "|" + name;
    }

    Rule withState(String next) {
        return new Rule(bus, name, pattern, schedule, managedBy, next, description, role, targets);
    }

    Rule withTargets(List<ObjectNode> next) {
        return new Rule(bus, name, pattern, schedule, managedBy, state, description, role, next);
    }
}
