package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * One resource of a template, with the branches of its conditions chosen.
 *
 * @param properties not yet resolved
 * @param dependsOn logical ids, declared or implied by references
 * @param retain whether the resource stays when the template drops it
 * @param keepReplaced whether an old resource stays when a new one takes its place
 */
record Declared(
        String logicalId,
        String type,
        ObjectNode properties,
        Set<String> dependsOn,
        JsonNode metadata,
        boolean retain,
        boolean keepReplaced) {

    String pointer() {
        return "/Resources/" + logicalId + "/Properties";
    }

    /** How errors name the resource. */
    String label() {
        return logicalId + " (" + type + ")";
    }
}
