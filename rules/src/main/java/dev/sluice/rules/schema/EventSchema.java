package dev.sluice.rules.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * A compiled JSON Schema of draft 2020-12. References to other documents are never fetched. Thread-safe.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">Draft 2020-12</a>
 */
public final class EventSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private static final Schema META = registry().getSchema(SchemaLocation.of(DIALECT));

    private final Schema schema;
    private final Shape shape;
    private final JsonNode examples;

    private EventSchema(Schema schema, Shape shape, JsonNode examples) {
        this.schema = schema;
        this.shape = shape;
        this.examples = examples;
    }

    /** @throws InvalidSchemaException if the document is not a self-contained schema of draft 2020-12 */
    public static EventSchema of(JsonNode document) {
        if (!document.path("$schema").asText(DIALECT).equals(DIALECT)) {
            throw new InvalidSchemaException(List.of(new Violation("/$schema", "must be " + DIALECT)));
        }
        List<Violation> flaws = check(META, document);
        if (!flaws.isEmpty()) {
            throw new InvalidSchemaException(flaws);
        }
        try {
            // Each document has a registry of its own: one with the $id of another must not be taken for it.
            Schema schema = registry().getSchema(document);
            schema.initializeValidators();
            schema.validate(Json.object());
            return new EventSchema(
                    schema, SchemaShape.of(document), document.path("examples").deepCopy());
        } catch (SchemaException e) {
            throw new InvalidSchemaException(List.of(new Violation("", String.valueOf(e.getMessage()))));
        } catch (StackOverflowError e) {
            throw new InvalidSchemaException(List.of(new Violation("", "refers to itself without end")));
        }
    }

    /** Which members the data may have. */
    public Shape shape() {
        return shape;
    }

    /** The list of the document's examples; a missing node if it has none. */
    public JsonNode examples() {
        return examples.deepCopy();
    }

    /** What is wrong with the data; empty if nothing is. Data that would exhaust the validator is wrong. */
    public List<Violation> validate(JsonNode data) {
        Optional<Violation> excess = DataLimits.exceeded(data);
        if (excess.isPresent()) {
            return List.of(excess.get());
        }
        try {
            return check(schema, data);
        } catch (StackOverflowError e) {
            return List.of(new Violation("", "is nested too deeply for its schema"));
        }
    }

    /** Has no way to load another document: every reference must be inside the one given. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaIdResolvers(resolvers -> {}));
    }

    private static List<Violation> check(Schema schema, JsonNode data) {
        return schema.validate(data).stream()
                .map(error -> new Violation(error.getInstanceLocation().toString(), error.getMessage()))
                .toList();
    }
}
