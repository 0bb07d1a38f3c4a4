package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.Projection;
import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed update expression. */
public final class Update {

    private final List<UpdateAction> actions;
    private final Projection touched;

    private Update(List<UpdateAction> actions) {
        this.actions = actions;
        this.touched = Projection.of(paths());
    }

    /** @throws dev.sluice.engine.aws.AwsException ValidationException if {@code expression} is not an update expression */
    public static Update parse(String expression, Placeholders placeholders) {
        return new Update(new UpdateParser(new Tokens(Kind.UPDATE, expression), placeholders).parse());
    }

    /** The paths that it changes. */
    public List<Path> paths() {
        return actions.stream().map(UpdateAction::path).toList();
    }

    /** The values of the request that top-level attributes are set to, or that are added to them. */
    public Map<String, AttributeValue> literals() {
        Map<String, AttributeValue> literals = new LinkedHashMap<>();
        for (UpdateAction action : actions) {
            if (action.path().nested()) {
                continue;
            }
            if (action instanceof UpdateAction.Set set && set.value() instanceof UpdateValue.Literal literal) {
                literals.put(set.path().head(), literal.value());
            } else if (action instanceof UpdateAction.Add add) {
                literals.put(add.path().head(), add.value());
            }
        }
        return literals;
    }

    /** The parts of {@code item} that this update names: UPDATED_OLD and UPDATED_NEW. */
    public Item touched(Item item) {
        return touched.of(item);
    }

    /**
     * What {@code old} becomes. All right sides see the item as it was.
     *
     * @throws dev.sluice.engine.aws.AwsException ValidationException if the update does not fit the item
     */
    public Item apply(Item old) {
        return new Updater(old).apply(actions);
    }
}
