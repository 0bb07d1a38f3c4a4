package dev.sluice.engine.dynamodb.expression.condition;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.PathParser;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;

/**
 * A parsed condition or filter expression.
 *
 * @param paths every document path in it, in the order of the text
 */
public record Filter(Condition condition, List<Path> paths) {

    /** @throws dev.sluice.engine.aws.AwsException ValidationException if {@code expression} is not one of this kind */
    public static Filter parse(Kind kind, String expression, Placeholders placeholders) {
        Tokens tokens = new Tokens(kind, expression);
        PathParser paths = new PathParser(tokens, placeholders);
        Condition condition = new ConditionParser(tokens, paths, placeholders).parse();
        return new Filter(condition, paths.met());
    }

    public boolean test(Item item) {
        return condition.test(item);
    }
}
