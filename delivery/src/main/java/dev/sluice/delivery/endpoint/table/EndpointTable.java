package dev.sluice.delivery.endpoint.table;

import static dev.sluice.delivery.endpoint.table.EndpointItem.key;
import static dev.sluice.delivery.endpoint.table.EndpointItem.n;
import static dev.sluice.delivery.endpoint.table.EndpointItem.s;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.runtime.batch.TableBatches;
import dev.sluice.runtime.seal.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Endpoints in DynamoDB. Beside a tenant's endpoints stand one item with its version and the number of its endpoints, and one for
 * each endpoint's uid; see {@link TenantNames} for tenants with several names.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
 */
public final class EndpointTable implements EndpointStore {

    private static final String UID = "#uid#";
    private static final int TRIES = 3;

    private final DynamoDbClient client;
    private final TableBatches batches;
    private final String table;
    private final EndpointItem items;

    /** For who never looks at a secret, and where none is encrypted. */
    public EndpointTable(DynamoDbClient client, String table) {
        this(client, table, Optional.empty());
    }

    /** @param vault encrypts secrets; without one they are kept as they are */
    public EndpointTable(DynamoDbClient client, String table, Optional<Vault> vault) {
        this.client = client;
        this.batches = new TableBatches(client);
        this.table = table;
        this.items = new EndpointItem(vault);
    }

    @Override
    public Map<String, Long> versions(Collection<String> tenants) {
        Map<String, Long> versions = new HashMap<>();
        batches.read(
                table,
                Set.copyOf(tenants).stream().map(TenantNames::key).toList(),
                item -> versions.put(
                        EndpointItem.attribute(item, "tenant").s(),
                        Long.valueOf(EndpointItem.attribute(item, "version").n())));
        return versions;
    }

    @Override
    public Tenant tenant(String name) {
        List<Endpoint> endpoints = new ArrayList<>();
        String kept = name;
        for (Map<String, AttributeValue> item : partition(name)) {
            String id = EndpointItem.attribute(item, "endpointId").s();
            if (id.startsWith(Endpoint.PREFIX)) {
                endpoints.add(items.read(item));
            } else if (id.equals(TenantNames.SORT)) {
                kept = TenantNames.kept(item).orElse(name);
            }
        }
        return kept.equals(name) ? new Tenant(name, List.copyOf(endpoints)) : tenant(kept);
    }

    private Iterable<Map<String, AttributeValue>> partition(String tenant) {
        return client.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("tenant = :tenant")
                        .expressionAttributeValues(Map.of(":tenant", s(tenant))))
                .items();
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        return id.startsWith(Endpoint.PREFIX) ? item(tenant, id).map(items::read) : Optional.empty();
    }

    @Override
    public Optional<String> idOf(String tenant, String uid) {
        return item(tenant, UID + uid)
                .map(item -> EndpointItem.attribute(item, "id").s());
    }

    private Optional<Map<String, AttributeValue>> item(String tenant, String sort) {
        var response = client.getItem(
                get -> get.tableName(table).key(key(tenant, sort)).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    @Override
    public Change create(Endpoint endpoint, int most) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(item -> item.tableName(table)
                        .item(items.of(endpoint))
                        .conditionExpression("attribute_not_exists(endpointId)"))
                .build());
        endpoint.profile().uid().ifPresent(uid -> writes.add(named(endpoint, uid)));
        return write(writes, endpoint.tenant(), 1, most);
    }

    @Override
    public Change replace(Endpoint endpoint, Optional<String> uidBefore) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(item -> item.tableName(table)
                        .item(items.of(endpoint))
                        .conditionExpression("revision = :before")
                        .expressionAttributeValues(Map.of(":before", n(endpoint.revision() - 1))))
                .build());
        Optional<String> uid = endpoint.profile().uid();
        if (!uid.equals(uidBefore)) {
            uid.ifPresent(name -> writes.add(named(endpoint, name)));
            uidBefore.ifPresent(name -> writes.add(unnamed(endpoint.tenant(), endpoint.id(), name)));
        }
        return write(writes, endpoint.tenant(), 0, Integer.MAX_VALUE);
    }

    @Override
    public Change delete(String tenant, String id) {
        Optional<Endpoint> before = find(tenant, id);
        if (before.isEmpty()) {
            return Change.CONFLICT;
        }
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .delete(item -> item.tableName(table)
                        .key(key(tenant, id))
                        .conditionExpression("revision = :before")
                        .expressionAttributeValues(
                                Map.of(":before", n(before.get().revision()))))
                .build());
        before.get().profile().uid().ifPresent(uid -> writes.add(unnamed(tenant, id, uid)));
        return write(writes, tenant, -1, Integer.MAX_VALUE);
    }

    private TransactWriteItem named(Endpoint endpoint, String uid) {
        Map<String, AttributeValue> item = new HashMap<>(key(endpoint.tenant(), UID + uid));
        item.put("id", s(endpoint.id()));
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(endpointId)"))
                .build();
    }

    private TransactWriteItem unnamed(String tenant, String id, String uid) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(key(tenant, UID + uid))
                        .conditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", s(id))))
                .build();
    }

    /**
     * Writes, and moves the version of the tenant under each of its names, and the number of its endpoints by {@code change} unless
     * it would be more than {@code most}.
     *
     * @param writes the endpoint, then the uid that it takes, if any
     */
    private Change write(List<TransactWriteItem> writes, String tenant, int change, int most) {
        Change became = Change.CONFLICT;
        for (int i = 0; i < TRIES; i++) {
            Map<String, AttributeValue> owner = item(tenant, TenantNames.SORT).orElse(Map.of());
            if (TenantNames.endpoints(owner) + (long) change > most) {
                return Change.TOO_MANY;
            }
            List<TransactWriteItem> all = new ArrayList<>(writes);
            all.addAll(TenantNames.moved(table, tenant, owner, change, most));
            List<String> codes = Transactions.write(client, all);
            if (codes.isEmpty()) {
                return Change.DONE;
            }
            became = codes.size() > 1 && writes.size() > 1 && Transactions.isRefusal(codes.get(1))
                    ? Change.UID_TAKEN
                    : Change.CONFLICT;
            boolean settled = became == Change.UID_TAKEN || Transactions.isRefusal(codes.get(0));
            if (settled) {
                return became;
            }
        }
        return became;
    }
}
