package dev.sluice.engine.dynamodb.query;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.table.Index;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.ValueReader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads ExclusiveStartKey: the key of the table, and of the index if one is read. */
public final class StartKey {

    private static final String INVALID = "The provided starting key is invalid";

    private StartKey() {}

    static @Nullable Item read(Input input, Table table, @Nullable Index index) {
        if (!input.has("ExclusiveStartKey")) {
            return null;
        }
        Item start = ValueReader.item(input.requiredObject("ExclusiveStartKey").node());
        checkTableKey(table, start);
        Set<String> names = new HashSet<>(table.key().names());
        if (index != null) {
            names.addAll(index.key().names());
            for (KeyAttribute attribute : index.key().attributes()) {
                AttributeValue value = start.get(attribute.name());
                if (value == null || value.type() != attribute.type()) {
                    throw AwsException.validation(INVALID);
                }
            }
        }
        if (!start.attributes().keySet().equals(names)) {
            throw AwsException.validation(INVALID);
        }
        return start;
    }

    private static void checkTableKey(Table table, Item start) {
        try {
            Keys.checkKey(table, start.only(table.key().names()));
        } catch (AwsException e) {
            throw AwsException.validation(INVALID + ": " + e.message());
        }
    }
}
