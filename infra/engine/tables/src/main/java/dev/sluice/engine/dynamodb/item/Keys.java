package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.request.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks key attributes, in DynamoDB's words. */
public final class Keys {

    private static final String INVALID = "One or more parameter values were invalid: ";
    private static final int HASH_MAX = 2_048;
    private static final int RANGE_MAX = 1_024;

    private Keys() {}

    /** Key attributes that are missing, too many or of another type than the schema's: in a transaction, a reason to cancel it. */
    public static final class Mismatch extends AwsException {

        private static final long serialVersionUID = 1L;

        private Mismatch(String message) {
            super("ValidationException", 400, message, Json.object());
        }
    }

    /** A Key member: the key attributes and nothing else. */
    public static void checkKey(Table table, Item key) {
        for (KeyAttribute attribute : table.key().attributes()) {
            AttributeValue value = key.get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                throw mismatch();
            }
            checkContent(table, attribute, value);
        }
        if (key.attributes().size() != table.key().attributes().size()) {
            throw mismatch();
        }
    }

    private static AwsException mismatch() {
        return new Mismatch("The provided key element does not match the schema");
    }

    /** An item of a batch, whose key is checked with those of the deletes and in the same words. */
    public static void checkSchema(Table table, Item item) {
        for (KeyAttribute attribute : table.key().attributes()) {
            AttributeValue value = item.get(attribute.name());
            if (value == null || value.type() != attribute.type()) {
                throw mismatch();
            }
        }
    }

    /** A whole item that a client wants to put. */
    public static void checkItem(Table table, Item item) {
        for (KeyAttribute attribute : table.key().attributes()) {
            AttributeValue value = item.get(attribute.name());
            if (value == null) {
                throw mismatch("Missing the key " + attribute.name() + " in the item");
            }
            if (value.type() != attribute.type()) {
                throw mismatch("Type mismatch for key " + attribute.name() + " expected: " + attribute.type()
                        + " actual: " + value.type());
            }
            checkContent(table, attribute, value);
        }
        checkIndexKeys(table, item.attributes());
    }

    /** Attributes that become part of an item: those that are index keys have the type of the key. */
    public static void checkIndexKeys(Table table, Map<String, AttributeValue> attributes) {
        for (Index index : table.indexes()) {
            for (KeyAttribute attribute : index.key().attributes()) {
                AttributeValue value = attributes.get(attribute.name());
                if (value != null && value.type() != attribute.type()) {
                    throw mismatch("Type mismatch for Index Key " + attribute.name() + " Expected: " + attribute.type()
                            + " Actual: " + value.type() + " IndexName: " + index.name());
                }
                checkIndexContent(index, attribute, value);
            }
        }
    }

    /** An item as an update made it. */
    static void checkUpdated(Table table, Item item) {
        for (Index index : table.indexes()) {
            for (KeyAttribute attribute : index.key().attributes()) {
                AttributeValue value = item.get(attribute.name());
                if (value != null && value.type() != attribute.type()) {
                    throw AwsException.validation("The update expression attempted to update the secondary index key"
                            + " to unsupported type");
                }
                checkIndexContent(index, attribute, value);
            }
        }
    }

    /** A value that a key attribute is to have, or is compared with. */
    public static void checkNotEmpty(KeyAttribute attribute, AttributeValue value) {
        if (attribute.type() != AttributeValue.Type.N && Sizes.of(value) == 0) {
            throw AwsException.validation("One or more parameter values are not valid. The AttributeValue for a key"
                    + " attribute cannot contain an empty " + kind(attribute) + " value. Key: " + attribute.name());
        }
    }

    private static void checkContent(Table table, KeyAttribute attribute, AttributeValue value) {
        if (attribute.type() == AttributeValue.Type.N) {
            return;
        }
        checkNotEmpty(attribute, value);
        int size = Sizes.of(value);
        boolean hash = attribute.equals(table.key().hash());
        if (hash && size > HASH_MAX) {
            throw invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
        }
        if (!hash && size > RANGE_MAX) {
            throw invalid("Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
        }
    }

    private static void checkIndexContent(Index index, KeyAttribute attribute, @Nullable AttributeValue value) {
        if (value != null && attribute.type() != AttributeValue.Type.N && Sizes.of(value) == 0) {
            throw AwsException.validation("One or more parameter values are not valid. A value specified for a"
                    + " secondary index key is not supported. The AttributeValue for a key attribute cannot contain an"
                    + " empty " + kind(attribute) + " value. IndexName: " + index.name() + ", IndexKey: "
                    + attribute.name());
        }
    }

    private static String kind(KeyAttribute attribute) {
        return attribute.type() == AttributeValue.Type.S ? "string" : "binary";
    }

    private static AwsException mismatch(String problem) {
        return new Mismatch(INVALID + problem);
    }

    private static AwsException invalid(String problem) {
        return AwsException.validation(INVALID + problem);
    }
}
