package dev.sluice.delivery.api.idempotency;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    public IdempotencyTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
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
            AttributeValue status = e.item().get("status");
            AttributeValue body = e.item().get("body");
            return new Begun(
                    false,
                    status == null || body == null
                            ? Optional.empty()
                            : Optional.of(new Answered(Integer.parseInt(status.n()), body.s())));
        }
    }

    @Override
    public void finish(String key, Answered answer, Instant end) {
        Map<String, AttributeValue> item = item(key);
        item.put("status", AttributeValue.fromN(Integer.toString(answer.status())));
        item.put("body", AttributeValue.fromS(answer.body()));
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
