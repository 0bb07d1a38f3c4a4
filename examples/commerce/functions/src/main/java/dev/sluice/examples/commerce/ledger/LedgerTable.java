package dev.sluice.examples.commerce.ledger;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The ledger in DynamoDB: one row for each event, by its id. */
final class LedgerTable {

    private final DynamoDbClient client;
    private final String table;

    LedgerTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** Books a deal; false if its event is booked already. */
    boolean book(LedgerEntry entry) {
        try {
            client.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "id", AttributeValue.fromS(entry.eventId()),
                            "wonAt", AttributeValue.fromS(entry.wonAt().toString()),
                            "tenant", AttributeValue.fromS(entry.tenant()),
                            "dealId", AttributeValue.fromS(entry.dealId()),
                            "currency", AttributeValue.fromS(entry.currency()),
                            "amount", AttributeValue.fromN(entry.amount().toString())))
                    .conditionExpression("attribute_not_exists(id)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
