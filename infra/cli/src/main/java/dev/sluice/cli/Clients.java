package dev.sluice.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS clients of one principal against one engine.
 *
 * @param endpoint the engine's URL
 * @param region the engine's region
 * @param accessKey the principal's access key id
 * @param secretKey its secret
 */
public record Clients(URI endpoint, String region, String accessKey, String secretKey) {

    public DynamoDbClient dynamoDb() {
        return build(DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    public EventBridgeClient eventBridge() {
        return build(EventBridgeClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    public LambdaClient lambda() {
        return build(LambdaClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    public SqsClient sqs() {
        return build(SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    public CloudWatchLogsClient logs() {
        return build(CloudWatchLogsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

    /** The headers that sign a GET of {@code path}. */
    Map<String, String> sign(String path) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(endpoint.resolve(path))
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(AwsBasicCredentials.create(accessKey, secretKey))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sluice")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        Map<String, String> headers = new LinkedHashMap<>();
        signed.request().forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("host")) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    private <B extends AwsClientBuilder<B, C>, C> C build(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .build();
    }

    private AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
}
