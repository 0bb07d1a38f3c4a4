package dev.sluice.rules.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** A compiled JSON Schema (draft 2020-12). References to other documents are never fetched. Thread-safe. */
public final class EventSchema {

    /** Never leaves the machine: every reference must be inside the document. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaIdResolvers(resolvers -> {}));

    private final Schema schema;

    private EventSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws IllegalArgumentException if the document is no valid schema */
    public static EventSchema of(JsonNode document) {
        List<Violation> flaws =
                check(REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema")), document);
        if (!flaws.isEmpty()) {
            throw new IllegalArgumentException("is no JSON Schema: "
                    + flaws.get(0).pointer() + " " + flaws.get(0).message());
        }
        Schema schema = REGISTRY.getSchema(document);
        schema.initializeValidators();
        return new EventSchema(schema);
    }

    /** What is wrong with the data; empty if nothing is. */
    public List<Violation> validate(JsonNode data) {
        return check(schema, data);
    }

    private static List<Violation> check(Schema schema, JsonNode data) {
        return schema.validate(data).stream()
                .map(error -> new Violation(error.getInstanceLocation().toString(), error.getMessage()))
                .toList();
    }
}
