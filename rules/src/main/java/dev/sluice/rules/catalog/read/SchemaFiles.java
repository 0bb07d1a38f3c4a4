package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.sluice.rules.schema.EventSchema;
import dev.sluice.rules.schema.InvalidSchemaException;
import dev.sluice.rules.schema.Keywords;
import java.util.HashMap;
import java.util.Map;

/** The schemas of a catalog, each read and compiled once, however many types have it. */
public final class SchemaFiles {

    /** Stands in for a schema that could not be read, so that its type is not reported missing as well. */
    static final EventSchema ANYTHING = EventSchema.of(BooleanNode.TRUE);

    private final Map<String, EventSchema> compiled = new HashMap<>();
    private final CatalogFiles files;
    private final Problems problems;

    public SchemaFiles(CatalogFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    /** The schema of a file; what is wrong with it is reported the first time. */
    EventSchema schema(String file) {
        return compiled.computeIfAbsent(
                file,
                unread -> files.read(unread)
                        .map(document -> compile(unread, document))
                        .orElse(ANYTHING));
    }

    private EventSchema compile(String file, JsonNode document) {
        try {
            EventSchema schema = EventSchema.of(document);
            problems.add(file, "", Keywords.unknown(document));
            return schema;
        } catch (InvalidSchemaException e) {
            e.flaws().forEach(flaw -> problems.add(file, flaw.pointer(), "is not a JSON Schema: " + flaw.message()));
            return ANYTHING;
        }
    }
}
