package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes a place within a document by copying what leads to it. */
public final class Edits {

    private Edits() {}

    /** Puts {@code value} at {@code path}; beyond the end of a list, at its end. */
    static AttributeValue set(AttributeValue root, Path path, AttributeValue value) {
        Path.Step last = path.steps().get(path.steps().size() - 1);
        return edit(root, path, 0, parent -> put(parent, last, value));
    }

    /** Takes out what is at {@code path}, if anything is. */
    static AttributeValue remove(AttributeValue root, Path path) {
        Path.Step last = path.steps().get(path.steps().size() - 1);
        return edit(root, path, 0, parent -> take(parent, last));
    }

    private static AttributeValue edit(
            @Nullable AttributeValue value, Path path, int from, UnaryOperator<AttributeValue> change) {
        if (value == null) {
            throw noSuchPlace();
        }
        if (from == path.steps().size() - 1) {
            return change.apply(value);
        }
        Path.Step step = path.steps().get(from);
        return put(value, step, edit(step.of(value), path, from + 1, change));
    }

    private static AttributeValue put(AttributeValue parent, Path.Step step, AttributeValue value) {
        if (parent instanceof AttributeValue.M map && step instanceof Path.Name name) {
            Map<String, AttributeValue> members = new LinkedHashMap<>(map.value());
            members.put(name.name(), value);
            return new AttributeValue.M(members);
        } else if (parent instanceof AttributeValue.L list && step instanceof Path.Index index) {
            List<AttributeValue> elements = new ArrayList<>(list.value());
            if (index.index() < elements.size()) {
                elements.set(index.index(), value);
            } else {
                elements.add(value);
            }
            return new AttributeValue.L(elements);
        }
        throw noSuchPlace();
    }

    private static AttributeValue take(AttributeValue parent, Path.Step step) {
        if (parent instanceof AttributeValue.M map && step instanceof Path.Name name) {
            Map<String, AttributeValue> members = new LinkedHashMap<>(map.value());
            members.remove(name.name());
            return new AttributeValue.M(members);
        } else if (parent instanceof AttributeValue.L list && step instanceof Path.Index index) {
            List<AttributeValue> elements = new ArrayList<>(list.value());
            if (index.index() < elements.size()) {
                elements.remove(index.index());
            }
            return new AttributeValue.L(elements);
        }
        throw noSuchPlace();
    }

    private static AwsException noSuchPlace() {
        return AwsException.validation("The document path provided in the update expression is invalid for update");
    }
}
