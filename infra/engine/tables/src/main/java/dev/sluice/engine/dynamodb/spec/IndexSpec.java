package dev.sluice.engine.dynamodb.spec;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Throughput;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A secondary index that a client asked for; it gets its id when it is made.
 */
public record IndexSpec(
        String name, boolean global, KeySchema key, String projection, List<String> nonKey, Throughput throughput) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 255;

    private static final int NON_KEY_MAX = 100;

    public static IndexSpec global(Input input, List<KeyAttribute> definitions) {
        return read(input, true, definitions);
    }

    public static IndexSpec local(Input input, List<KeyAttribute> definitions, KeySchema table) {
        IndexSpec spec = read(input, false, definitions);
        if (spec.key().range() == null) {
            throw TableSpec.invalid("Index KeySchema does not have a range key for index: " + spec.name());
        }
        if (!spec.key().hash().equals(table.hash())) {
            throw TableSpec.invalid("Index KeySchema does not have the same leading hash key as table KeySchema for"
                    + " index: " + spec.name() + ". index hash key: "
                    + spec.key().hash().name() + ", table hash key: "
                    + table.hash().name());
        }
        return spec;
    }

    private static IndexSpec read(Input input, boolean global, List<KeyAttribute> definitions) {
        String name = input.requiredText("IndexName");
        if (name.length() < SHORTEST || name.length() > LONGEST) {
            throw Input.constraint(
                    "indexName",
                    name,
                    name.length() < SHORTEST
                            ? "Member must have length greater than or equal to " + SHORTEST
                            : "Member must have length less than or equal to " + LONGEST);
        }
        if (!NAME.matcher(name).matches()) {
            throw Input.constraint(
                    "indexName", name, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
        KeySchema key = TableSpec.key(input, definitions);
        Input projection = input.requiredObject("Projection");
        String type = projection
                .word("ProjectionType", "ALL", "INCLUDE", "KEYS_ONLY")
                .orElseThrow(() -> TableSpec.invalid("Unknown ProjectionType: null"));
        List<String> nonKey = projection.texts("NonKeyAttributes");
        check(type, nonKey);
        Throughput throughput = TableSpec.throughput(input).orElse(Throughput.NONE);
        return new IndexSpec(name, global, key, type, nonKey, throughput);
    }

    private static void check(String type, List<String> nonKey) {
        if (!nonKey.isEmpty() && !type.equals("INCLUDE")) {
            throw TableSpec.invalid("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (nonKey.isEmpty() && type.equals("INCLUDE")) {
            throw TableSpec.invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        if (nonKey.size() > NON_KEY_MAX) {
            throw AwsException.validation("NonKeyAttributes has more than " + NON_KEY_MAX + " names");
        }
    }

    public Index index(long id) {
        return new Index(id, name, global, key, projection, nonKey, throughput);
    }
}
