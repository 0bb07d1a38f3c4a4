package dev.sluice.engine.dynamodb.expression.update;

import dev.sluice.engine.dynamodb.expression.path.Path;
import dev.sluice.engine.dynamodb.expression.path.PathOrder;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import dev.sluice.engine.dynamodb.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies the actions of one update to one item. */
public final class Updater {

    private final Item old;
    private AttributeValue root;

    Updater(Item old) {
        this.old = old;
        this.root = new AttributeValue.M(old.attributes());
    }

    Item apply(List<UpdateAction> actions) {
        Map<Path, AttributeValue> sets = new LinkedHashMap<>();
        List<Path> removes = new ArrayList<>();
        for (UpdateAction action : actions) {
            if (action instanceof UpdateAction.Set set) {
                sets.put(set.path(), set.value().of(old));
            } else if (action instanceof UpdateAction.Remove remove) {
                removes.add(remove.path());
            } else if (action instanceof UpdateAction.Add add) {
                sets.put(add.path(), sum(add.path().of(old), add.value()));
            } else if (action instanceof UpdateAction.Delete delete) {
                delete(delete, sets, removes);
            }
        }
        // List indexes mean the list as it was: so append in order of index, and remove the last elements first.
        sets.keySet().stream()
                .sorted(PathOrder::compare)
                .forEach(path -> root = Edits.set(root, path, value(sets, path)));
        removes.stream().sorted((a, b) -> PathOrder.compare(b, a)).forEach(path -> root = Edits.remove(root, path));
        return new Item(((AttributeValue.M) root).value());
    }

    private static AttributeValue value(Map<Path, AttributeValue> sets, Path path) {
        return java.util.Objects.requireNonNull(sets.get(path));
    }

    private void delete(UpdateAction.Delete delete, Map<Path, AttributeValue> sets, List<Path> removes) {
        AttributeValue present = delete.path().of(old);
        AttributeValue rest = present == null ? null : difference(present, delete.value());
        if (rest == null) {
            // Also where there is nothing: a path that leads nowhere is then refused.
            removes.add(delete.path());
        } else {
            sets.put(delete.path(), rest);
        }
    }

    private static AttributeValue sum(@Nullable AttributeValue present, AttributeValue more) {
        if (present == null) {
            return more;
        } else if (present instanceof AttributeValue.N a && more instanceof AttributeValue.N b) {
            BigDecimal result = a.value().add(b.value());
            return new AttributeValue.N(Numbers.checked(result));
        } else if (present instanceof AttributeValue.SS a && more instanceof AttributeValue.SS b) {
            return new AttributeValue.SS(union(a.value(), b.value()));
        } else if (present instanceof AttributeValue.NS a && more instanceof AttributeValue.NS b) {
            return new AttributeValue.NS(union(a.value(), b.value()));
        } else if (present instanceof AttributeValue.BS a && more instanceof AttributeValue.BS b) {
            return new AttributeValue.BS(union(a.value(), b.value()));
        }
        throw UpdateValue.wrongType();
    }

    /** Null if nothing is left: sets are never empty. */
    private static @Nullable AttributeValue difference(AttributeValue present, AttributeValue less) {
        if (present instanceof AttributeValue.SS a && less instanceof AttributeValue.SS b) {
            Set<String> rest = without(a.value(), b.value());
            return rest.isEmpty() ? null : new AttributeValue.SS(rest);
        } else if (present instanceof AttributeValue.NS a && less instanceof AttributeValue.NS b) {
            Set<BigDecimal> rest = without(a.value(), b.value());
            return rest.isEmpty() ? null : new AttributeValue.NS(rest);
        } else if (present instanceof AttributeValue.BS a && less instanceof AttributeValue.BS b) {
            var rest = without(a.value(), b.value());
            return rest.isEmpty() ? null : new AttributeValue.BS(rest);
        }
        throw UpdateValue.wrongType();
    }

    private static <T> Set<T> union(Set<T> one, Set<T> two) {
        Set<T> both = new LinkedHashSet<>(one);
        both.addAll(two);
        return both;
    }

    private static <T> Set<T> without(Set<T> all, Set<T> gone) {
        Set<T> rest = new LinkedHashSet<>(all);
        rest.removeAll(gone);
        return rest;
    }
}
