package dev.sluice.delivery.api.idempotency;

import dev.sluice.runtime.seal.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Answers in the control plane's table, under {@code request#KEY}. DynamoDB removes them some time after {@code expiresAt}, so what
 * has expired counts as gone.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html">Time to live</a>
 */
public final class IdempotencyTable implements IdempotencyStore {

    private static final String SORT = "request";

    private final DynamoDbClient client;
    private final String table;
    private final Optional<Vault> vault;

    /** @param vault encrypts answers that hold secrets; without one they are kept as they are */
    public IdempotencyTable(DynamoDbClient client, String table, Optional<Vault> vault) {
        this.client = client;
        this.table = table;
        this.vault = vault;
    }

    @Override
    public Begun begin(String key, Instant now, Instant until) {
        Map<String, AttributeValue> item = item(key);
        item.put("lockedUntil", millis(until));
        item.put("expiresAt", seconds(until));
        try {
            client.putItem(put -> put.tableName(table)
                    .item(item)
                    .conditionExpression("attribute_not_exists(pk) OR lockedUntil <= :now OR endsAt <= :now")
                    .expressionAttributeValues(Map.of(":now", millis(now)))
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return new Begun(true, Optional.empty());
        } catch (ConditionalCheckFailedException e) {
            return new Begun(false, answer(key, e.item()));
        }
    }

    private Optional<Answered> answer(String key, Map<String, AttributeValue> item) {
        AttributeValue status = item.get("status");
        AttributeValue body = item.get("body");
        if (status == null || body == null) {
            return Optional.empty();
        }
        boolean encrypted = body.b() != null;
        String text = encrypted
                ? new String(
                        vault.orElseThrow(() -> new IllegalStateException(
                                        "an answer is encrypted, and this function has no key; set SECRETS_KEY"))
                                .open(body.b().asByteArray(), context(key)),
                        StandardCharsets.UTF_8)
                : body.s();
        return Optional.of(new Answered(Integer.parseInt(status.n()), text, encrypted));
    }

    private AttributeValue body(String key, Answered answer) {
        return vault.filter(unused -> answer.secret())
                .map(found -> found.seal(answer.body().getBytes(StandardCharsets.UTF_8), context(key)))
                .map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArray(bytes)))
                .orElseGet(() -> AttributeValue.fromS(answer.body()));
    }

    private static Map<String, String> context(String key) {
        return Map.of("request", key);
    }

    @Override
    public void finish(String key, Answered answer, Instant end) {
        Map<String, AttributeValue> item = item(key);
        item.put("status", AttributeValue.fromN(Integer.toString(answer.status())));
        item.put("body", body(key, answer));
        item.put("endsAt", millis(end));
        item.put("expiresAt", seconds(end));
        client.putItem(put -> put.tableName(table).item(item));
    }

    @Override
    public void abandon(String key) {
        client.deleteItem(delete -> delete.tableName(table).key(item(key)));
    }

    private static Map<String, AttributeValue> item(String key) {
        return new HashMap<>(Map.of("pk", AttributeValue.fromS("request#" + key), "sk", AttributeValue.fromS(SORT)));
    }

    private static AttributeValue millis(Instant time) {
        return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
    }

    private static AttributeValue seconds(Instant time) {
        return AttributeValue.fromN(Long.toString(time.getEpochSecond() + 1));
    }
}
