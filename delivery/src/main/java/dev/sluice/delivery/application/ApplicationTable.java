package dev.sluice.delivery.application;

import static dev.sluice.delivery.application.ApplicationItem.n;
import static dev.sluice.delivery.application.ApplicationItem.s;

import dev.sluice.delivery.endpoint.table.TenantNames;
import dev.sluice.delivery.endpoint.table.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Applications in DynamoDB. Each change is one transaction over the application and its names. */
public final class ApplicationTable implements ApplicationStore {

    private static final String REVISION = "revision = :before";

    private final DynamoDbClient client;
    private final String table;

    /** @param table the endpoints' */
    public ApplicationTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<Application> find(String id) {
        return item(ApplicationItem.key(id)).map(ApplicationItem::read);
    }

    @Override
    public Optional<Name> named(String name) {
        return item(TenantNames.key(name))
                .map(item -> new NamedItem(
                        new Name(TenantNames.kept(item).orElse(name), TenantNames.application(item)),
                        TenantNames.endpoints(item)))
                .filter(found -> found.name().application().isPresent() || found.endpoints() > 0)
                .map(NamedItem::name);
    }

    private record NamedItem(Name name, int endpoints) {}

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var response = client.getItem(get -> get.tableName(table).key(key).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    @Override
    public List<Application> list(Optional<String> after, boolean ascending, int limit) {
        return client
                .query(query -> {
                    query.tableName(table)
                            .consistentRead(true)
                            .keyConditionExpression("tenant = :partition AND begins_with(endpointId, :prefix)")
                            .expressionAttributeValues(
                                    Map.of(":partition", s(ApplicationItem.PARTITION), ":prefix", s("app_")))
                            .scanIndexForward(ascending)
                            .limit(limit);
                    after.ifPresent(id -> query.exclusiveStartKey(ApplicationItem.key(id)));
                })
                .items()
                .stream()
                .map(ApplicationItem::read)
                .toList();
    }

    @Override
    public Change create(Application application) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(ApplicationItem.of(application))
                        .conditionExpression("attribute_not_exists(endpointId)"))
                .build());
        TreeSet<String> others = others(application);
        writes.add(named(application, others));
        others.forEach(name -> writes.add(taken(application, name)));
        List<String> codes = Transactions.write(client, writes);
        if (codes.isEmpty()) {
            return Change.DONE;
        }
        return codes.stream().skip(1).anyMatch(Transactions::isRefusal) ? Change.UID_TAKEN : Change.CONFLICT;
    }

    @Override
    public Change replace(Application application, Optional<String> uidBefore) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .put(put -> put.tableName(table)
                        .item(ApplicationItem.of(application))
                        .conditionExpression(REVISION)
                        .expressionAttributeValues(Map.of(":before", n(application.revision() - 1))))
                .build());
        if (!application.uid().equals(uidBefore)) {
            application
                    .uid()
                    .filter(uid -> !uid.equals(application.tenant()))
                    .ifPresent(uid -> writes.add(taken(application, uid)));
            writes.add(renamed(application, others(application)));
            uidBefore
                    .filter(uid -> !uid.equals(application.tenant()))
                    .ifPresent(uid -> writes.add(released(application, uid)));
        }
        List<String> codes = Transactions.write(client, writes);
        if (codes.isEmpty()) {
            return Change.DONE;
        }
        boolean stale = Transactions.isRefusal(codes.get(0));
        return !stale && codes.size() > 1 && Transactions.isRefusal(codes.get(1)) ? Change.UID_TAKEN : Change.CONFLICT;
    }

    @Override
    public Change delete(Application application) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table)
                        .key(ApplicationItem.key(application.id()))
                        .conditionExpression(REVISION)
                        .expressionAttributeValues(Map.of(":before", n(application.revision()))))
                .build());
        writes.add(update(
                application.tenant(),
                "REMOVE #application, #names ADD #version :one",
                "#application = :id AND (attribute_not_exists(endpoints) OR endpoints = :zero)",
                Map.of(":one", n(1), ":zero", n(0), ":id", s(application.id())),
                "#names"));
        others(application).forEach(name -> writes.add(released(application, name)));
        List<String> codes = Transactions.write(client, writes);
        if (codes.isEmpty()) {
            return Change.DONE;
        }
        boolean stale = Transactions.isRefusal(codes.get(0));
        return !stale && Transactions.isRefusal(codes.get(1)) ? Change.NOT_EMPTY : Change.CONFLICT;
    }

    /** The names of an application beside the one under which its endpoints are kept. */
    private static TreeSet<String> others(Application application) {
        TreeSet<String> names = new TreeSet<>();
        names.add(application.id());
        application.uid().ifPresent(names::add);
        names.remove(application.tenant());
        return names;
    }

    private TransactWriteItem named(Application application, TreeSet<String> others) {
        String condition = "attribute_not_exists(#application) AND attribute_not_exists(#of)";
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":id", s(application.id()), ":one", n(1)));
        if (others.isEmpty()) {
            return update(application.tenant(), "SET #application = :id ADD #version :one", condition, values, "#of");
        }
        values.put(":names", AttributeValue.fromSs(List.copyOf(others)));
        return update(
                application.tenant(),
                "SET #application = :id, #names = :names ADD #version :one",
                condition,
                values,
                "#of",
                "#names");
    }

    private TransactWriteItem renamed(Application application, TreeSet<String> others) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":id", s(application.id()), ":one", n(1)));
        if (!others.isEmpty()) {
            values.put(":names", AttributeValue.fromSs(List.copyOf(others)));
        }
        return update(
                application.tenant(),
                (others.isEmpty() ? "REMOVE #names" : "SET #names = :names") + " ADD #version :one",
                "#application = :id",
                values,
                "#names");
    }

    private TransactWriteItem taken(Application application, String name) {
        return update(
                name,
                "SET #of = :tenant, #application = :id ADD #version :one",
                "attribute_not_exists(#application) AND attribute_not_exists(#of)"
                        + " AND (attribute_not_exists(endpoints) OR endpoints = :zero)",
                Map.of(":tenant", s(application.tenant()), ":id", s(application.id()), ":one", n(1), ":zero", n(0)),
                "#of");
    }

    private TransactWriteItem released(Application application, String name) {
        return update(
                name,
                "REMOVE #of, #application ADD #version :one",
                "#application = :id",
                Map.of(":id", s(application.id()), ":one", n(1)),
                "#of");
    }

    private TransactWriteItem update(
            String name, String change, String condition, Map<String, AttributeValue> values, String... words) {
        Map<String, String> names = new HashMap<>();
        names.put("#application", "application");
        names.put("#version", "version");
        for (String word : words) {
            names.put(word, word.substring(1));
        }
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(TenantNames.key(name))
                        .updateExpression(change)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values))
                .build();
    }
}
