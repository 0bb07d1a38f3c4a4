package dev.sluice.engine.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.dynamodb.table.Input;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An operation behind the constraints that DynamoDB's model puts on its members: a request is checked as a whole before anything
 * that it names is looked up.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html">PutItem, for one</a>
 */
public record Constraints(String name, Operation operation) implements Operation {

    private static final Map<String, List<String>> REQUIRED = Map.of(
            "PutItem", List.of("TableName", "Item"),
            "UpdateItem", List.of("TableName", "Key"),
            "DeleteItem", List.of("TableName", "Key"),
            "GetItem", List.of("TableName", "Key"));

    private static final String ON_FAILURE = "ReturnValuesOnConditionCheckFailure";

    private static final SortedMap<String, String[]> WORDS = new TreeMap<>(Map.of(
            "ReturnValues",
            new String[] {"ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"},
            "ReturnConsumedCapacity",
            new String[] {"INDEXES", "TOTAL", "NONE"},
            "ReturnItemCollectionMetrics",
            new String[] {"SIZE", "NONE"},
            ON_FAILURE,
            new String[] {"ALL_OLD", "NONE"},
            "Select",
            new String[] {"SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"}));

    @Override
    public Response call(Request request) {
        Input input = new Input(request.input());
        for (String member : REQUIRED.getOrDefault(name, List.of())) {
            if (!input.has(member)) {
                throw Input.missing(member);
            }
        }
        WORDS.forEach(input::word);
        for (JsonNode element : request.input().path("TransactItems")) {
            for (JsonNode action : element) {
                if (action instanceof ObjectNode given) {
                    new Input(given).word(ON_FAILURE, "ALL_OLD", "NONE");
                }
            }
        }
        return operation.call(request);
    }
}
