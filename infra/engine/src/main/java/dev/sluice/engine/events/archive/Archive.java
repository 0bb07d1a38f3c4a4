package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.sluice.engine.events.bus.BusKey;

/**
 * An archive as the engine keeps it. Empty texts mean: not set.
 *
 * @param bus the bus whose events it keeps
 * @param pattern which events; empty for all
 * @param retentionDays after how many days events are dropped; 0 for never
 * @param kmsKey kept and shown; the engine encrypts nothing
 * @param created epoch seconds
 */
record Archive(
        BusKey bus, String name, String description, String pattern, int retentionDays, String kmsKey, double created) {

    static final String STATE = "ENABLED";

    @JsonIgnore
    String id() {
        return id(bus.account(), name);
    }

    static String id(String account, String name) {
        return account + "/" + name;
    }

    @JsonIgnore
    String arn() {
        return "arn:aws:events:" + bus.region() + ":" + bus.account() + ":archive/" + name;
    }
}
