package dev.sluice.cdk.parts;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** Tables: paid by request, recoverable to any second of the last 35 days, kept when the stack is deleted. */
public final class Tables {

    private Tables() {}

    /** @param keys the partition key and, if there is one, the sort key; all strings */
    public static Table plain(Construct scope, String id, String name, List<String> keys) {
        return builder(scope, id, name, keys).build();
    }

    /** A table whose rows DynamoDB deletes some time after the second in {@code expiry}. */
    public static Table expiring(Construct scope, String id, String name, List<String> keys, String expiry) {
        return builder(scope, id, name, keys).timeToLiveAttribute(expiry).build();
    }

    /** A table with a stream of what its rows were and are. */
    public static Table streamed(Construct scope, String id, String name, List<String> keys) {
        return builder(scope, id, name, keys).stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .build();
    }

    /**
     * A global index of the items that have both keys.
     *
     * @param keys the partition key and the sort key, both strings
     * @param attributes what it holds beside the keys
     */
    public static void index(Table table, String name, List<String> keys, List<String> attributes) {
        table.addGlobalSecondaryIndex(GlobalSecondaryIndexProps.builder()
                .indexName(name)
                .partitionKey(string(keys.get(0)))
                .sortKey(string(keys.get(1)))
                .projectionType(ProjectionType.INCLUDE)
                .nonKeyAttributes(attributes)
                .build());
    }

    private static Table.Builder builder(Construct scope, String id, String name, List<String> keys) {
        Table.Builder builder = Table.Builder.create(scope, id)
                .tableName(name)
                .partitionKey(string(keys.get(0)))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .removalPolicy(RemovalPolicy.RETAIN);
        return keys.size() > 1 ? builder.sortKey(string(keys.get(1))) : builder;
    }

    private static Attribute string(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
