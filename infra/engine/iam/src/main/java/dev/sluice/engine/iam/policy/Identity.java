package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What has policies: a role or a user. */
public interface Identity<T> {

    String name();

    /** Its own policies, by name. */
    Map<String, JsonNode> inline();

    /** The managed policies attached to it: ARN to name. */
    Map<String, String> managed();

    /** The same with these policies instead. */
    T with(Map<String, JsonNode> inline, Map<String, String> managed);
}
