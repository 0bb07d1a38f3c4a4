package dev.sluice.tests.e2e.readme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code aws dynamodb put-item}, for machines without the AWS CLI: endpoint, Region and credentials are those of the shell. */
final class AwsCommand {

    private AwsCommand() {}

    public static void main(String[] arguments) throws IOException {
        List<String> given = List.of(arguments);
        if (!given.containsAll(List.of("dynamodb", "put-item"))) {
            throw new IllegalArgumentException("expected `aws dynamodb put-item`, but got aws " + given);
        }
        Map<String, AttributeValue> item = new HashMap<>();
        for (Map.Entry<String, JsonNode> field :
                new ObjectMapper().readTree(value("--item", given)).properties()) {
            Map.Entry<String, JsonNode> typed =
                    field.getValue().properties().iterator().next();
            String text = typed.getValue().asText();
            item.put(
                    field.getKey(),
                    switch (typed.getKey()) {
                        case "S" -> AttributeValue.fromS(text);
                        case "N" -> AttributeValue.fromN(text);
                        default -> throw new IllegalArgumentException("expected S or N, but got " + typed.getKey());
                    });
        }
        try (DynamoDbClient tables = DynamoDbClient.builder()
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            tables.putItem(put -> put.tableName(value("--table-name", given)).item(item));
        }
    }

    private static String value(String option, List<String> arguments) {
        return arguments.get(arguments.indexOf(option) + 1);
    }
}
