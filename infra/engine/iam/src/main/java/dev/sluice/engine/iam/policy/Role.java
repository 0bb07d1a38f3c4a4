package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A role.
 *
 * @param trust who may assume it
 * @param inline its own policies, by name
 * @param managed the managed policies attached to it: ARN to name
 */
public record Role(
        String arn,
        String name,
        String path,
        String id,
        String created,
        String description,
        JsonNode trust,
        Map<String, JsonNode> inline,
        Map<String, String> managed)
        implements Identity<Role> {

    @Override
    public Role with(Map<String, JsonNode> policies, Map<String, String> attached) {
        return new Role(arn, name, path, id, created, description, trust, policies, attached);
    }

    public Role with(JsonNode principals) {
        return new Role(arn, name, path, id, created, description, principals, inline, managed);
    }
}
