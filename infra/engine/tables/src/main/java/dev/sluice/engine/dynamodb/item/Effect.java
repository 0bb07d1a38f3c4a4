package dev.sluice.engine.dynamodb.item;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.update.Update;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Sizes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a write does to its item. */
public sealed interface Effect {

    /**
     * What the item becomes; null if it is gone.
     *
     * @throws AwsException ValidationException if it cannot become that
     */
    @Nullable
    Item apply(Table table, Item key, @Nullable Item old);

    /** Replaces it. */
    record Put(Item item) implements Effect {
        @Override
        public Item apply(Table table, Item key, @Nullable Item old) {
            return item;
        }
    }

    /** Removes it. */
    record Delete() implements Effect {
        @Override
        public @Nullable Item apply(Table table, Item key, @Nullable Item old) {
            return null;
        }
    }

    /** Looks at it, and leaves it as it is. */
    record Check() implements Effect {
        @Override
        public @Nullable Item apply(Table table, Item key, @Nullable Item old) {
            return old;
        }
    }

    /** Changes it, or creates it from its key. */
    record Change(@Nullable Update update) implements Effect {
        @Override
        public Item apply(Table table, Item key, @Nullable Item old) {
            Map<String, AttributeValue> start = new LinkedHashMap<>(key.attributes());
            if (old != null) {
                start.putAll(old.attributes());
            }
            if (update == null) {
                return new Item(start);
            }
            Item next = update.apply(new Item(start));
            if (Sizes.of(next) > Sizes.ITEM_MAX) {
                throw AwsException.validation("Item size to update has exceeded the maximum allowed size");
            }
            Keys.checkUpdated(table, next);
            return next;
        }
    }
}
