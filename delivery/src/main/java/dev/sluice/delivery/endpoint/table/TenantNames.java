package dev.sluice.delivery.endpoint.table;

import static dev.sluice.delivery.endpoint.table.EndpointItem.n;
import static dev.sluice.delivery.endpoint.table.EndpointItem.s;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * A tenant's names, each an item of the endpoints' table with sort key {@code #version}. One is the name under which its endpoints
 * are kept; the others hold it in {@code of}. Each counts the changes of the tenant's endpoints, so that one read of versions is
 * enough whichever name an event has, and none ever counts backward, even if the name goes to another tenant.
 */
public final class TenantNames {

    /** The sort key of a name's item. */
    public static final String SORT = "#version";

    private TenantNames() {}

    public static Map<String, AttributeValue> key(String name) {
        return EndpointItem.key(name, SORT);
    }

    /** The name under which the endpoints are kept, if it is another one. */
    public static Optional<String> kept(Map<String, AttributeValue> item) {
        return EndpointItem.optional(item, "of");
    }

    /** The id of the application that has this name. */
    public static Optional<String> application(Map<String, AttributeValue> item) {
        return EndpointItem.optional(item, "application");
    }

    /** How many endpoints are kept under this name. */
    public static int endpoints(Map<String, AttributeValue> item) {
        AttributeValue endpoints = item.get("endpoints");
        return endpoints == null ? 0 : Integer.parseInt(endpoints.n());
    }

    /** The other names of the tenant that keeps its endpoints under this one. */
    public static TreeSet<String> others(Map<String, AttributeValue> item) {
        AttributeValue names = item.get("names");
        return new TreeSet<>(names == null ? List.of() : names.ss());
    }

    /** A condition that nobody changed the names that {@code item} holds; its values go into {@code values}. */
    public static String unchanged(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
        AttributeValue names = item.get("names");
        if (names == null) {
            return "attribute_not_exists(#names)";
        }
        values.put(":names", names);
        return "#names = :names";
    }

    /** Writes that count one more change under each name, and {@code change} more endpoints unless they were more than {@code most}. */
    static List<TransactWriteItem> moved(
            String table, String tenant, Map<String, AttributeValue> owner, int change, int most) {
        Map<String, AttributeValue> values =
                new HashMap<>(Map.of(":one", n(1), ":change", n(change), ":room", n((long) most - change)));
        String condition = unchanged(owner, values) + " AND (attribute_not_exists(endpoints) OR endpoints <= :room)";
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(tenant))
                        .updateExpression("ADD version :one, endpoints :change")
                        .conditionExpression(condition)
                        .expressionAttributeNames(Map.of("#names", "names"))
                        .expressionAttributeValues(values))
                .build());
        for (String name : others(owner)) {
            writes.add(TransactWriteItem.builder()
                    .update(update -> update.tableName(table)
                            .key(key(name))
                            .updateExpression("ADD version :one")
                            .conditionExpression("#of = :tenant")
                            .expressionAttributeNames(Map.of("#of", "of"))
                            .expressionAttributeValues(Map.of(":one", n(1), ":tenant", s(tenant))))
                    .build());
        }
        return writes;
    }
}
