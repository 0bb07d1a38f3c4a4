package dev.sluice.engine.dynamodb.data;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.ValueReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expressions of one request and the names and values that they share. */
public final class Expressions {

    private static final Map<String, String> LEGACY = Map.of(
            "Expected", "ConditionExpression",
            "ConditionalOperator", "ConditionExpression",
            "AttributeUpdates", "UpdateExpression",
            "AttributesToGet", "ProjectionExpression",
            "KeyConditions", "KeyConditionExpression",
            "QueryFilter", "FilterExpression",
            "ScanFilter", "FilterExpression");

    private final Input input;
    private final Placeholders placeholders;

    /** @param kinds the expressions that the request may have */
    public Expressions(Input input, Kind... kinds) {
        this.input = input;
        rejectLegacy(input);
        boolean any = Arrays.stream(kinds).anyMatch(kind -> input.has(kind.member()));
        if (input.has("ExpressionAttributeNames") && !any) {
            throw AwsException.validation("ExpressionAttributeNames can only be specified when using expressions");
        }
        rejectValuesWithoutExpression(kinds);
        this.placeholders = new Placeholders(names(), values());
    }

    private static void rejectLegacy(Input input) {
        LEGACY.forEach((old, now) -> {
            if (input.has(old)) {
                throw AwsException.validation(
                        "The legacy parameter " + old + " is not supported by this engine; use " + now);
            }
        });
    }

    private void rejectValuesWithoutExpression(Kind... kinds) {
        List<String> members = Arrays.stream(kinds)
                .filter(kind -> kind != Kind.PROJECTION)
                .map(Kind::member)
                .toList();
        if (input.has("ExpressionAttributeValues") && members.stream().noneMatch(input::has)) {
            throw AwsException.validation("ExpressionAttributeValues can only be specified when using expressions: "
                    + members.stream().collect(Collectors.joining(" and ")) + (members.size() > 1 ? " are" : " is")
                    + " null");
        }
    }

    private Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        input.object("ExpressionAttributeNames").ifPresent(object -> {
            requireSome(object, "ExpressionAttributeNames");
            object.node().properties().forEach(entry -> names.put(entry.getKey(), object.requiredText(entry.getKey())));
        });
        return names;
    }

    private Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        input.object("ExpressionAttributeValues").ifPresent(object -> {
            requireSome(object, "ExpressionAttributeValues");
            object.node().properties().forEach(entry -> values.put(entry.getKey(), value(entry)));
        });
        return values;
    }

    private static AttributeValue value(Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> entry) {
        try {
            return ValueReader.value(entry.getValue());
        } catch (AwsException e) {
            if (!e.code().equals("ValidationException")) {
                throw e;
            }
            throw AwsException.validation(
                    "ExpressionAttributeValues contains invalid value: " + e.message() + " for key " + entry.getKey());
        }
    }

    private static void requireSome(Input object, String member) {
        if (object.node().isEmpty()) {
            throw AwsException.validation(member + " must not be empty");
        }
    }

    public Placeholders placeholders() {
        return placeholders;
    }

    @Nullable
    public Filter filter(Kind kind) {
        return input.text(kind.member())
                .map(text -> Filter.parse(kind, text, placeholders))
                .orElse(null);
    }

    @Nullable
    public Projection projection() {
        return input.text(Kind.PROJECTION.member())
                .map(text -> Projection.parse(text, placeholders))
                .orElse(null);
    }

    /** To be called once, when all expressions are parsed. */
    public void done() {
        placeholders.requireAllUsed();
    }

    /** Key attributes are scalars: a path into one can never lead anywhere. */
    public static void rejectPathsIntoKeys(Table table, List<Path> paths) {
        for (Path path : paths) {
            if (path.nested()) {
                rejectPathIntoKeys(table, path);
            }
        }
    }

    private static void rejectPathIntoKeys(Table table, Path path) {
        if (table.key().names().contains(path.head())) {
            throw scalars("Key: " + path.head());
        }
        for (Index index : table.indexes()) {
            for (KeyAttribute attribute : index.key().attributes()) {
                if (attribute.name().equals(path.head())) {
                    throw scalars("IndexKey: " + path.head());
                }
            }
        }
    }

    private static AwsException scalars(String key) {
        return AwsException.validation("Key attributes must be scalars; list random access '[]' and map lookup '.' are"
                + " not allowed: " + key);
    }
}
