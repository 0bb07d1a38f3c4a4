package dev.sluice.rules.catalog.model;

import dev.sluice.rules.schema.EventSchema;

/**
 * A kind of event.
 *
 * @param name dotted lower case, such as {@code order.placed}
 * @param version the major version, 1 or more
 * @param schema what its data looks like
 */
public record EventType(String name, int version, EventSchema schema) {

    /** The detail-type by which it is published: the name, and from version 2 on {@code .v2}. */
    public String detailType() {
        return version == 1 ? name : name + ".v" + version;
    }
}
