package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;

/** Replaces each Fn::If by the branch that counts, so that a branch not taken makes no dependency. */
public final class Branches {

    private final Resolver resolver;

    public Branches(Resolver resolver) {
        this.resolver = resolver;
    }

    public JsonNode choose(JsonNode node, String pointer) {
        if (node instanceof ObjectNode object) {
            if (object.size() == 1 && object.has("Fn::If")) {
                String at = pointer + "/Fn::If";
                return choose(Functions.branch(resolver, object.path("Fn::If"), at), at);
            }
            ObjectNode chosen = Json.object();
            object.properties()
                    .forEach(member ->
                            chosen.set(member.getKey(), choose(member.getValue(), pointer + "/" + member.getKey())));
            return chosen;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode chosen = Json.array();
            for (int i = 0; i < array.size(); i++) {
                chosen.add(choose(array.get(i), pointer + "/" + i));
            }
            return chosen;
        }
        return node;
    }
}
