package dev.sluice.engine.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;
import java.util.TreeMap;

/** The {@code tags} of a request. */
final class StateTags {

    static final int MOST = 50;
    private static final TextConstraint KEY = TextConstraint.length(1, 128);
    private static final TextConstraint VALUE = TextConstraint.length(0, 256);

    private StateTags() {}

    static Map<String, String> read(Members members) {
        Map<String, String> tags = new TreeMap<>();
        for (Members tag : members.structures("tags")) {
            tags.put(tag.required("key", KEY), tag.text("value", VALUE).orElse(""));
        }
        JsonNode given = members.node().path("tags");
        if (given.size() > MOST) {
            members.violate("tags", "tags", "Member must have length less than or equal to " + MOST);
        }
        members.check();
        return tags;
    }
}
