package dev.sluice.engine.dynamodb.expression.path;

import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A document path, such as {@code a.b[2]}. The first step is always a name. */
public record Path(List<Step> steps) {

    /** A map key or a list index. */
    public sealed interface Step {

        /** What this step leads to; null if there is nothing. */
        @Nullable
        AttributeValue of(AttributeValue parent);
    }

    public record Name(String name) implements Step {
        @Override
        public @Nullable AttributeValue of(AttributeValue parent) {
            return parent instanceof AttributeValue.M map ? map.value().get(name) : null;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public record Index(int index) implements Step {
        @Override
        public @Nullable AttributeValue of(AttributeValue parent) {
            return parent instanceof AttributeValue.L list
                            && index < list.value().size()
                    ? list.value().get(index)
                    : null;
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** The attribute that the path begins with. */
    public String head() {
        return steps.get(0).toString();
    }

    public boolean nested() {
        return steps.size() > 1;
    }

    @Nullable
    public AttributeValue of(Item item) {
        AttributeValue value = item.get(head());
        for (int i = 1; i < steps.size() && value != null; i++) {
            value = steps.get(i).of(value);
        }
        return value;
    }

    /** As AWS prints paths in messages. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
