package dev.sluice.engine.cfn.resource;

import java.util.Map;
import java.util.Objects;

/**
 * What is remembered of one resource of a stack.
 *
 * @param position its place in the order of creation
 * @param retain whether it stays when the stack drops it
 * @param sealed what its type remembers of it, sealed; empty for most types
 * @param at when it was last put, in milliseconds since the epoch
 */
public record ResourceRecord(
        String stack,
        String logicalId,
        String type,
        String physicalId,
        Map<String, String> attributes,
        String status,
        String reason,
        int position,
        boolean retain,
        long at,
        String sealed) {

    /** Records of earlier versions have nothing sealed. */
    public ResourceRecord {
        sealed = Objects.requireNonNullElse(sealed, "");
    }

    public static String key(String stack, String logicalId) {
        return stack + "/" + logicalId;
    }

    public Resource resource() {
        return new Resource(physicalId, attributes, sealed, false);
    }
}
