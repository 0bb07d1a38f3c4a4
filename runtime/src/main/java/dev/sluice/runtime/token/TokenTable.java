package dev.sluice.runtime.token;

import dev.sluice.runtime.batch.TableBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Tokens in DynamoDB. What has ended is removed by time to live, some time later: it counts as ended from its own time on.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Time to live</a>
 */
public final class TokenTable implements TokenStore {

    private static final String INDEX = "tokens";
    private static final String OPERATORS = "-";

    /** So that a token that has just ended can still be seen in a list. */
    private static final Duration SHOWN = Duration.ofDays(7);

    private final DynamoDbClient client;
    private final TableBatches batches;
    private final String table;

    public TokenTable(DynamoDbClient client, String table) {
        this.client = client;
        this.batches = new TableBatches(client);
        this.table = table;
    }

    @Override
    public Optional<KeptToken> find(String id) {
        var response = client.getItem(get -> get.tableName(table).key(key(id)).consistentRead(true));
        return response.hasItem() ? Optional.of(read(response.item())) : Optional.empty();
    }

    @Override
    public void create(KeptToken token) {
        Map<String, AttributeValue> item = new HashMap<>(key(token.id()));
        item.put("kind", s(token.kind().word()));
        item.put("hash", AttributeValue.fromB(SdkBytes.fromByteArray(token.hash())));
        token.application().ifPresent(application -> item.put("application", s(application)));
        if (!token.scopes().isEmpty()) {
            item.put("scopes", AttributeValue.fromSs(List.copyOf(token.scopes())));
        }
        token.session().ifPresent(session -> item.put("session", s(session)));
        item.put("createdAt", s(token.createdAt().toString()));
        Map<String, AttributeValue> entry = new HashMap<>(
                Map.of("pk", s(INDEX), "sk", s(owner(token.application()) + "#" + token.id()), "id", s(token.id())));
        token.expiresAt().ifPresent(end -> {
            item.put("endsAt", s(end.toString()));
            item.put("expiresAt", forgotten(end));
            entry.put("expiresAt", forgotten(end));
        });
        client.transactWriteItems(write -> write.transactItems(
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
                        .build(),
                TransactWriteItem.builder()
                        .put(put -> put.tableName(table).item(entry))
                        .build()));
    }

    @Override
    public void end(String id, Instant at) {
        Optional<KeptToken> token = find(id);
        if (token.isEmpty() || token.get().until(at).equals(token.get())) {
            return;
        }
        update(
                key(id),
                "SET endsAt = :end, expiresAt = :forgotten",
                Map.of(":end", s(at.toString()), ":forgotten", forgotten(at)));
        update(
                Map.of("pk", s(INDEX), "sk", s(owner(token.get().application()) + "#" + id)),
                "SET expiresAt = :forgotten",
                Map.of(":forgotten", forgotten(at)));
    }

    private void update(Map<String, AttributeValue> key, String change, Map<String, AttributeValue> values) {
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression(change)
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(values));
        } catch (ConditionalCheckFailedException e) {
            // It was forgotten in between, as it would have been now.
        }
    }

    @Override
    public List<KeptToken> of(Optional<String> application) {
        return read(
                "pk = :index AND begins_with(sk, :owner)",
                Map.of(":index", s(INDEX), ":owner", s(owner(application) + "#")));
    }

    @Override
    public List<KeptToken> all() {
        return read("pk = :index", Map.of(":index", s(INDEX)));
    }

    private List<KeptToken> read(String condition, Map<String, AttributeValue> values) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        client.queryPaginator(query -> query.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(condition)
                        .expressionAttributeValues(values))
                .items()
                .forEach(item -> keys.add(key(attribute(item, "id").s())));
        Map<String, KeptToken> tokens = new HashMap<>();
        batches.read(table, keys, item -> {
            KeptToken token = read(item);
            tokens.put(token.id(), token);
        });
        return tokens.values().stream()
                .sorted(Comparator.comparing(KeptToken::createdAt).thenComparing(KeptToken::id))
                .toList();
    }

    private static KeptToken read(Map<String, AttributeValue> item) {
        String kind = attribute(item, "kind").s();
        AttributeValue scopes = item.get("scopes");
        return new KeptToken(
                attribute(item, "pk").s().substring("token#".length()),
                TokenKind.of(kind).orElseThrow(() -> new IllegalStateException("a token's item has the kind " + kind)),
                attribute(item, "hash").b().asByteArray(),
                Optional.ofNullable(item.get("application")).map(AttributeValue::s),
                scopes == null ? Set.of() : new HashSet<>(scopes.ss()),
                Optional.ofNullable(item.get("session")).map(AttributeValue::s),
                Instant.parse(attribute(item, "createdAt").s()),
                Optional.ofNullable(item.get("endsAt")).map(end -> Instant.parse(end.s())));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("pk", s("token#" + id), "sk", s("token"));
    }

    private static String owner(Optional<String> application) {
        return application.orElse(OPERATORS);
    }

    private static AttributeValue forgotten(Instant end) {
        return AttributeValue.fromN(Long.toString(end.plus(SHOWN).getEpochSecond()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalStateException("a token's item has no " + name));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
