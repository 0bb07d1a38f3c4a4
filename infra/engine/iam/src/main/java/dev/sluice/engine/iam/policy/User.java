package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An IAM user.
 *
 * @param inline its own policies, by name
 * @param managed the managed policies attached to it: ARN to name
 * @param keys at most two; their secrets are made from the engine's master key
 */
public record User(
        String arn,
        String name,
        String path,
        String id,
        String created,
        Map<String, JsonNode> inline,
        Map<String, String> managed,
        List<Key> keys)
        implements Identity<User> {

    /** An access key. */
    public record Key(String id, boolean active, String created) {}

    public String account() {
        return arn.split(":", 6)[4];
    }

    @Override
    public User with(Map<String, JsonNode> policies, Map<String, String> attached) {
        return new User(arn, name, path, id, created, policies, attached, keys);
    }

    public User with(List<Key> others) {
        return new User(arn, name, path, id, created, inline, managed, others);
    }
}
