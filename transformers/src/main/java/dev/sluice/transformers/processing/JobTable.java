package dev.sluice.transformers.processing;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The jobs in DynamoDB. */
final class JobTable implements Jobs {

    private final String table;
    private final DynamoDbClient client;

    /**
     * @param environment needs {@code PROCESSING_TABLE}, {@code AWS_REGION} and credentials; {@code AWS_ENDPOINT_URL} if the
     *     table is not on AWS
     */
    JobTable(Map<String, String> environment) {
        this.table = environment.getOrDefault("PROCESSING_TABLE", "processing");
        this.client = DynamoDbClient.builder()
                .region(Region.of(environment.getOrDefault("AWS_REGION", "us-east-1")))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(environment)))
                .applyMutation(builder -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                        .map(URI::create)
                        .ifPresent(builder::endpointOverride))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public void complete(String requestId, int words, int characters) {
        AttributeValue result = AttributeValue.fromM(Map.of(
                "words", AttributeValue.fromN(Integer.toString(words)),
                "characters", AttributeValue.fromN(Integer.toString(characters))));
        try {
            client.updateItem(update -> update.tableName(table)
                    .key(Map.of("requestId", AttributeValue.fromS(requestId)))
                    .updateExpression("SET #status = :completed, #result = :result")
                    .conditionExpression("#status = :requested")
                    .expressionAttributeNames(Map.of("#status", "status", "#result", "result"))
                    .expressionAttributeValues(Map.of(
                            ":completed", AttributeValue.fromS("COMPLETED"),
                            ":requested", AttributeValue.fromS("REQUESTED"),
                            ":result", result)));
        } catch (ConditionalCheckFailedException e) {
            // Someone completed it before, or removed it: there is nothing left to do.
            return;
        }
    }

    private static AwsCredentials credentials(Map<String, String> environment) {
        String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        String token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
        return token.isEmpty()
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token);
    }
}
