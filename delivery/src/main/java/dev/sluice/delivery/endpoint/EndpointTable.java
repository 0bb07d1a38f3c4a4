package dev.sluice.delivery.endpoint;

import static dev.sluice.delivery.endpoint.EndpointItem.key;
import static dev.sluice.delivery.endpoint.EndpointItem.s;

import dev.sluice.runtime.batch.TableBatches;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Endpoints in DynamoDB. Beside the endpoints of a tenant stands one item with its version and the number of its endpoints.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
public final class EndpointTable implements EndpointStore {

    private static final String VERSION = "#version";
    private static final String REFUSED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final TableBatches batches;
    private final String table;

    public EndpointTable(DynamoDbClient client, String table) {
        this.client = client;
        this.batches = new TableBatches(client);
        this.table = table;
    }

    @Override
    public Map<String, Long> versions(Collection<String> tenants) {
        Map<String, Long> versions = new HashMap<>();
        batches.read(
                table,
                Set.copyOf(tenants).stream().map(tenant -> key(tenant, VERSION)).toList(),
                item -> versions.put(
                        EndpointItem.attribute(item, "tenant").s(),
                        Long.valueOf(EndpointItem.attribute(item, "version").n())));
        return versions;
    }

    @Override
    public List<Endpoint> of(String tenant) {
        return client
                .queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("tenant = :tenant AND begins_with(endpointId, :prefix)")
                        .expressionAttributeValues(Map.of(":tenant", s(tenant), ":prefix", s(Endpoint.PREFIX))))
                .items()
                .stream()
                .map(EndpointItem::read)
                .toList();
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        var response =
                client.getItem(get -> get.tableName(table).key(key(tenant, id)).consistentRead(true));
        return response.hasItem() && id.startsWith(Endpoint.PREFIX)
                ? Optional.of(EndpointItem.read(response.item()))
                : Optional.empty();
    }

    @Override
    public Change create(Endpoint endpoint, int most) {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(item -> item.tableName(table)
                        .item(EndpointItem.of(endpoint))
                        .conditionExpression("attribute_not_exists(endpointId)"))
                .build();
        return write(put, version(endpoint.tenant(), 1, most));
    }

    @Override
    public Change replace(Endpoint endpoint) {
        TransactWriteItem put = TransactWriteItem.builder()
                .put(item -> item.tableName(table)
                        .item(EndpointItem.of(endpoint))
                        .conditionExpression("revision = :before")
                        .expressionAttributeValues(
                                Map.of(":before", AttributeValue.fromN(Long.toString(endpoint.revision() - 1)))))
                .build();
        return write(put, version(endpoint.tenant(), 0, Integer.MAX_VALUE));
    }

    @Override
    public Change delete(String tenant, String id) {
        TransactWriteItem delete = TransactWriteItem.builder()
                .delete(item ->
                        item.tableName(table).key(key(tenant, id)).conditionExpression("attribute_exists(endpointId)"))
                .build();
        return write(delete, version(tenant, -1, Integer.MAX_VALUE));
    }

    /** Moves the tenant's version, and the number of its endpoints by {@code change} unless it would be more than {@code most}. */
    private Update version(String tenant, int change, int most) {
        return Update.builder()
                .tableName(table)
                .key(key(tenant, VERSION))
                .updateExpression("ADD version :one, endpoints :change")
                .conditionExpression("attribute_not_exists(endpoints) OR endpoints <= :room")
                .expressionAttributeValues(Map.of(
                        ":one", AttributeValue.fromN("1"),
                        ":change", AttributeValue.fromN(Integer.toString(change)),
                        ":room", AttributeValue.fromN(Long.toString((long) most - change))))
                .build();
    }

    private Change write(TransactWriteItem item, Update version) {
        TransactWriteItem second = TransactWriteItem.builder().update(version).build();
        try {
            client.transactWriteItems(write -> write.transactItems(item, second));
            return Change.DONE;
        } catch (TransactionCanceledException e) {
            Set<String> codes = new TreeSet<>();
            e.cancellationReasons().stream().map(CancellationReason::code).forEach(codes::add);
            if (codes.stream()
                    .allMatch(code ->
                            Set.of("None", REFUSED, "TransactionConflict").contains(code))) {
                boolean full = REFUSED.equals(e.cancellationReasons().get(1).code());
                return full ? Change.TOO_MANY : Change.CONFLICT;
            }
            throw e;
        }
    }
}
