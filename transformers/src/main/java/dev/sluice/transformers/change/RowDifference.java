package dev.sluice.transformers.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a MODIFY changed, at the top level of the row.
 *
 * @param changed names of the members that were added, removed or are different, sorted
 * @param old what those members were, without the added ones
 */
record RowDifference(List<String> changed, ObjectNode old) {

    static RowDifference between(ObjectNode before, ObjectNode after) {
        TreeSet<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<String> changed = names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
        ObjectNode old = Json.object();
        changed.stream().filter(before::has).forEach(name -> old.set(name, before.get(name)));
        return new RowDifference(changed, old);
    }

    static RowDifference none() {
        return new RowDifference(List.of(), Json.object());
    }
}
