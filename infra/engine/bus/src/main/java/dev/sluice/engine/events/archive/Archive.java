package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.request.Json;

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

    /**
     * The managed rule that keeps replayed events out of the archive.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html">Archives</a>
     */
    Rule rule() {
        ObjectNode wanted = pattern.isEmpty() ? Json.object() : (ObjectNode) Json.parseTrusted(pattern);
        wanted.putArray("replay-name").addObject().put("exists", false);
        String rule = "Events-Archive-" + name;
        ObjectNode target = Json.object().put("Id", rule).put("Arn", "arn:aws:events:" + bus.region() + ":::");
        target.putObject("InputTransformer")
                .put(
                        "InputTemplate",
                        "{\"archive-arn\": \"" + arn() + "\", \"event\": <aws.events.event.json>, \"ingestion-time\":"
                                + " <aws.events.event.ingestion-time>}")
                .putObject("InputPathsMap");
        return Rule.managed(bus, rule, Json.text(wanted), "prod.vhs.events.aws.internal", target);
    }
}
