package dev.sluice.engine.dynamodb.spec;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Throughput;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parts of a table's definition: attributes, keys, throughput. */
public final class TableSpec {

    private static final long UNITS_MAX = 1_000_000_000_000L;

    private TableSpec() {}

    public static List<KeyAttribute> definitions(Input input) {
        Map<String, KeyAttribute> definitions = new LinkedHashMap<>();
        for (Input definition : input.list("AttributeDefinitions")) {
            String name = definition.requiredText("AttributeName");
            String type = definition
                    .word("AttributeType", "B", "N", "S")
                    .orElseThrow(() -> Input.missing("attributeDefinitions.1.member.attributeType"));
            if (definitions.put(name, new KeyAttribute(name, AttributeValue.Type.valueOf(type))) != null) {
                throw invalid("Duplicate AttributeName in AttributeDefinitions: " + name);
            }
        }
        return List.copyOf(definitions.values());
    }

    public static KeySchema key(Input input, List<KeyAttribute> definitions) {
        List<Input> elements = input.list("KeySchema");
        if (elements.isEmpty()) {
            throw Input.missing("KeySchema");
        }
        if (elements.size() > 2) {
            throw Input.constraint(
                    "keySchema",
                    elements.size() + " elements",
                    "Member must have length less than or equal to 2: multi-attribute keys are not supported");
        }
        List<String> names = elements.stream()
                .map(element -> element.requiredText("AttributeName"))
                .toList();
        List<String> types = elements.stream()
                .map(element -> element.requiredText("KeyType"))
                .toList();
        checkTypes(names, types);
        KeyAttribute hash = definition(names.get(0), names, definitions);
        KeyAttribute range = names.size() == 1 ? null : definition(names.get(1), names, definitions);
        return new KeySchema(hash, range);
    }

    private static void checkTypes(List<String> names, List<String> types) {
        if (names.size() == 2 && names.get(0).equals(names.get(1))) {
            throw AwsException.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        if (!types.get(0).equals("HASH")) {
            throw AwsException.validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        }
        if (types.size() == 2 && !types.get(1).equals("RANGE")) {
            throw AwsException.validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
        }
    }

    private static KeyAttribute definition(String name, List<String> names, List<KeyAttribute> definitions) {
        return definitions.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        invalid("Some index key attributes are not defined in AttributeDefinitions. Keys: " + names
                                + ", AttributeDefinitions: "
                                + definitions.stream().map(KeyAttribute::name).toList()));
    }

    public static Optional<Throughput> throughput(Input input) {
        return input.object("ProvisionedThroughput")
                .map(object -> new Throughput(units(object, "ReadCapacityUnits"), units(object, "WriteCapacityUnits")));
    }

    private static long units(Input throughput, String member) {
        return throughput.number(member, 1, UNITS_MAX).orElseThrow(() -> Input.missing(member));
    }

    public static AwsException invalid(String problem) {
        return AwsException.validation("One or more parameter values were invalid: " + problem);
    }
}
