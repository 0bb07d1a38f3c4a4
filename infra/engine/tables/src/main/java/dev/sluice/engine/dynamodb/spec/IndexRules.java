package dev.sluice.engine.dynamodb.spec;

import dev.sluice.engine.dynamodb.table.KeyAttribute;
import dev.sluice.engine.dynamodb.table.KeySchema;
import dev.sluice.engine.dynamodb.table.Throughput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that span the indexes of a table. */
public final class IndexRules {

    private static final int LOCAL_MAX = 5;
    private static final int GLOBAL_MAX = 20;

    private IndexRules() {}

    public static void check(KeySchema key, List<KeyAttribute> definitions, List<IndexSpec> indexes) {
        Set<String> names = new HashSet<>();
        Set<String> used = new HashSet<>(key.names());
        for (IndexSpec index : indexes) {
            if (!names.add(index.name())) {
                throw TableSpec.invalid("Duplicate index name: " + index.name());
            }
            used.addAll(index.key().names());
        }
        long local = indexes.stream().filter(index -> !index.global()).count();
        if (local > 0 && key.range() == null) {
            throw TableSpec.invalid("Table KeySchema does not have a range key, which is required when specifying a"
                    + " LocalSecondaryIndex");
        }
        if (local > LOCAL_MAX) {
            throw TableSpec.invalid("Number of LocalSecondaryIndexes exceeds per-table limit of 5");
        }
        if (indexes.size() - local > GLOBAL_MAX) {
            throw TableSpec.invalid("GlobalSecondaryIndex count exceeds the per-table limit of 20");
        }
        checkUsed(definitions, used, indexes.isEmpty());
    }

    private static void checkUsed(List<KeyAttribute> definitions, Set<String> used, boolean noIndexes) {
        if (definitions.size() == used.size()) {
            return;
        }
        if (noIndexes) {
            throw TableSpec.invalid("Number of attributes in KeySchema does not exactly match number of attributes"
                    + " defined in AttributeDefinitions");
        }
        throw TableSpec.invalid("Some AttributeDefinitions are not used. AttributeDefinitions: "
                + definitions.stream().map(KeyAttribute::name).toList() + ", keys used: "
                + List.copyOf(used));
    }

    public static void rejectThroughput(List<IndexSpec> indexes) {
        for (IndexSpec index : indexes) {
            if (!index.throughput().equals(Throughput.NONE)) {
                throw TableSpec.invalid("ProvisionedThroughput should not be specified for index: " + index.name()
                        + " when BillingMode is PAY_PER_REQUEST");
            }
        }
    }
}
