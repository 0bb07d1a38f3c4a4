package dev.sluice.examples.commerce.processing;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Writes the result of a job into the row that requested it. */
final class ProcessingTable {

    private static final Map<String, String> NAMES =
            Map.of("#status", "status", "#result", "result", "#failure", "failure", "#finishedAt", "finishedAt");

    private final DynamoDbClient client;
    private final String table;

    ProcessingTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /**
     * Ends the job, once: the row must still be waiting, and for the same reference.
     *
     * @return false if it was ended before, was removed, or asks for something else by now
     */
    boolean finish(Request request, Outcome outcome, Instant now) {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(
                ":requested", AttributeValue.fromS("REQUESTED"),
                ":reference", AttributeValue.fromS(request.referenceId()),
                ":now", AttributeValue.fromS(now.toString())));
        String member = values(outcome, values);
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(Map.of("requestId", AttributeValue.fromS(request.requestId())))
                    .conditionExpression("#status = :requested AND referenceId = :reference")
                    .updateExpression("SET #status = :status, " + member + " = :outcome, #finishedAt = :now")
                    .expressionAttributeNames(names(member))
                    .expressionAttributeValues(values));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Fills in the values of a result and returns the attribute that they are written to. */
    private static String values(Outcome outcome, Map<String, AttributeValue> values) {
        if (outcome instanceof Outcome.Completed completed) {
            values.put(":status", AttributeValue.fromS("COMPLETED"));
            values.put(
                    ":outcome",
                    AttributeValue.fromM(
                            Map.of("words", number(completed.words()), "characters", number(completed.characters()))));
            return "#result";
        }
        values.put(":status", AttributeValue.fromS("FAILED"));
        values.put(":outcome", AttributeValue.fromS(((Outcome.Failed) outcome).reason()));
        return "#failure";
    }

    /** DynamoDB refuses names that no expression uses. */
    private static Map<String, String> names(String member) {
        Map<String, String> names = new HashMap<>(NAMES);
        names.keySet().removeIf(name -> (name.equals("#result") || name.equals("#failure")) && !name.equals(member));
        return names;
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }
}
