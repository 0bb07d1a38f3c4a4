package dev.sluice.engine.dynamodb.expression.token;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * ExpressionAttributeNames and ExpressionAttributeValues of one request. All expressions of the request share it, so that
 * a name or value which none of them uses can be reported. Not thread-safe.
 */
public final class Placeholders {

    private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
    private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> unusedNames;
    private final Set<String> unusedValues;

    /** @throws AwsException ValidationException if a key is not a placeholder */
    public Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        checkKeys(names.keySet(), NAME, "ExpressionAttributeNames");
        checkKeys(values.keySet(), VALUE, "ExpressionAttributeValues");
        this.names = names;
        this.values = values;
        this.unusedNames = new LinkedHashSet<>(names.keySet());
        this.unusedValues = new LinkedHashSet<>(values.keySet());
    }

    private static void checkKeys(Set<String> keys, Pattern pattern, String member) {
        for (String key : keys) {
            if (!pattern.matcher(key).matches()) {
                throw AwsException.validation(member + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }

    public String name(Kind kind, String placeholder) {
        String name = names.get(placeholder);
        if (name == null) {
            throw kind.invalid("An expression attribute name used in the document path is not defined; attribute name: "
                    + placeholder);
        }
        unusedNames.remove(placeholder);
        return name;
    }

    public AttributeValue value(Kind kind, String placeholder) {
        AttributeValue value = values.get(placeholder);
        if (value == null) {
            throw kind.invalid(
                    "An expression attribute value used in expression is not defined; attribute value: " + placeholder);
        }
        unusedValues.remove(placeholder);
        return value;
    }

    /** @throws AwsException ValidationException if a name or value was defined for nothing; call it after all parsing */
    public void requireAllUsed() {
        requireNone(unusedNames, "ExpressionAttributeNames");
        requireNone(unusedValues, "ExpressionAttributeValues");
    }

    private static void requireNone(Set<String> unused, String member) {
        if (!unused.isEmpty()) {
            throw AwsException.validation("Value provided in " + member + " unused in expressions: keys: {"
                    + String.join(", ", unused) + "}");
        }
    }
}
