package dev.sluice.engine.dynamodb.data;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.condition.Filter;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.update.Update;
import dev.sluice.engine.dynamodb.item.Effect;
import dev.sluice.engine.dynamodb.item.Keys;
import dev.sluice.engine.dynamodb.item.Write;
import dev.sluice.engine.dynamodb.table.Input;
import dev.sluice.engine.dynamodb.table.Table;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Sizes;
import dev.sluice.engine.dynamodb.value.ValueReader;
import org.jspecify.annotations.Nullable;

/** Reads the writes of requests: PutItem and its like have the same members alone, in batches and in transactions. */
public final class WriteRequest {

    private WriteRequest() {}

    public static Write put(Table table, Input input) {
        Item item = ValueReader.item(input.requiredObject("Item").node());
        Expressions expressions = new Expressions(input, Kind.CONDITION);
        Filter condition = expressions.filter(Kind.CONDITION);
        expressions.done();
        return put(table, item, condition, oldOnFailure(input));
    }

    public static Write put(Table table, Item item, @Nullable Filter condition, boolean oldOnFailure) {
        if (Sizes.of(item) > Sizes.ITEM_MAX) {
            throw AwsException.validation("Item size has exceeded the maximum allowed size");
        }
        Keys.checkItem(table, item);
        check(table, condition);
        return new Write(table, item.only(table.key().names()), condition, oldOnFailure, new Effect.Put(item));
    }

    public static Write delete(Table table, Input input) {
        return keyed(table, input, new Effect.Delete(), new Expressions(input, Kind.CONDITION));
    }

    public static Write check(Table table, Input input) {
        input.requiredText(Kind.CONDITION.member());
        return keyed(table, input, new Effect.Check(), new Expressions(input, Kind.CONDITION));
    }

    public static Write update(Table table, Input input) {
        Expressions expressions = new Expressions(input, Kind.UPDATE, Kind.CONDITION);
        Update update = input.text(Kind.UPDATE.member())
                .map(text -> Update.parse(text, expressions.placeholders()))
                .orElse(null);
        Write write = keyed(table, input, new Effect.Change(update), expressions);
        if (update != null) {
            checkUpdate(table, update);
        }
        return write;
    }

    private static Write keyed(Table table, Input input, Effect effect, Expressions expressions) {
        Item key = keyValues(input);
        Filter condition = expressions.filter(Kind.CONDITION);
        expressions.done();
        Keys.checkKey(table, key);
        check(table, condition);
        return new Write(table, key.only(table.key().names()), condition, oldOnFailure(input), effect);
    }

    /** The Key member, not yet checked against a table. */
    static Item keyValues(Input input) {
        return ValueReader.item(input.requiredObject("Key").node());
    }

    public static Item key(Table table, Input input) {
        Item key = keyValues(input);
        Keys.checkKey(table, key);
        return key.only(table.key().names());
    }

    private static void checkUpdate(Table table, Update update) {
        update.paths().forEach(path -> {
            if (table.key().names().contains(path.head())) {
                throw AwsException.validation("One or more parameter values were invalid: Cannot update attribute "
                        + path.head() + ". This attribute is part of the key");
            }
        });
        Keys.checkIndexKeys(table, update.literals());
        Expressions.rejectPathsIntoKeys(table, update.paths());
    }

    private static void check(Table table, @Nullable Filter condition) {
        if (condition != null) {
            Expressions.rejectPathsIntoKeys(table, condition.paths());
        }
    }

    private static boolean oldOnFailure(Input input) {
        return input.word("ReturnValuesOnConditionCheckFailure", "ALL_OLD", "NONE")
                .filter("ALL_OLD"::equals)
                .isPresent();
    }
}
