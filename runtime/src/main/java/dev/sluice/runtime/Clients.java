package dev.sluice.runtime;

import dev.sluice.runtime.batch.Refusals;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients that take region, endpoint and credentials from a function's environment and nowhere else. */
public final class Clients {

    private Clients() {}

    /** @throws IllegalStateException if region or credentials are missing, naming the variable */
    public static DynamoDbClient dynamoDb(Environment environment) {
        return build(DynamoDbClient.builder(), environment);
    }

    /** @throws IllegalStateException if region or credentials are missing, naming the variable */
    public static SqsClient sqs(Environment environment) {
        return build(SqsClient.builder(), environment);
    }

    /** @throws IllegalStateException if region or credentials are missing, naming the variable */
    public static EventBridgeClient events(Environment environment) {
        return build(EventBridgeClient.builder(), environment);
    }

    /** @throws IllegalStateException if region or credentials are missing, naming the variable */
    public static KmsClient kms(Environment environment) {
        return build(KmsClient.builder(), environment);
    }

    /** Whether a service refused what a request holds; it may take a part of it. */
    public static boolean isRefusal(RuntimeException failure) {
        return failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && Refusals.has(String.valueOf(refused.awsErrorDetails().errorCode()));
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C build(
            B builder, Environment environment) {
        environment.optional("AWS_ENDPOINT_URL").map(URI::create).ifPresent(builder::endpointOverride);
        return builder.region(Region.of(environment.required("AWS_REGION")))
                .credentialsProvider(credentials(environment))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override ->
                        override.defaultProfileFile(ProfileFile.aggregator().build()))
                .build();
    }

    /**
     * Under SnapStart a function has no keys in its environment, which would be old when its snapshot is resumed.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda SnapStart</a>
     */
    private static AwsCredentialsProvider credentials(Environment environment) {
        return environment.optional("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
                ? ContainerCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(keys(environment));
    }

    private static AwsCredentials keys(Environment environment) {
        String key = environment.required("AWS_ACCESS_KEY_ID");
        String secret = environment.required("AWS_SECRET_ACCESS_KEY");
        return environment
                .optional("AWS_SESSION_TOKEN")
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(key, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(key, secret));
    }
}
