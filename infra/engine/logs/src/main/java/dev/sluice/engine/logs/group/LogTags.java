package dev.sluice.engine.logs.group;

import dev.sluice.engine.request.Members;
import java.util.Map;
import java.util.TreeMap;

/** The {@code tags} of a request: a map of at most 50. */
public final class LogTags {

    static final int MOST = 50;
    private static final int KEY = 128;
    private static final int VALUE = 256;

    private LogTags() {}

    /** Reports to {@code members} what the model does not allow. */
    public static Map<String, String> read(Members members) {
        Map<String, String> tags = new TreeMap<>();
        members.node().path("tags").properties().forEach(tag -> {
            String value = tag.getValue().asText();
            if (tag.getKey().isEmpty() || tag.getKey().length() > KEY || value.length() > VALUE) {
                members.violate(
                        tag.getKey(),
                        "tags",
                        "Map keys must have 1 to " + KEY + " characters, values at most " + VALUE);
            }
            tags.put(tag.getKey(), value);
        });
        if (tags.size() > MOST) {
            members.violate("tags", "tags", "Member must have length less than or equal to " + MOST);
        }
        return tags;
    }
}
