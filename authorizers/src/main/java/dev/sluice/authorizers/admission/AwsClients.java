package dev.sluice.authorizers.admission;

import dev.sluice.rules.batch.Refusals;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;

/** Builds AWS clients from a function's environment. */
final class AwsClients {

    private AwsClients() {}

    static <B extends AwsClientBuilder<B, C>, C> C build(B builder, Map<String, String> environment) {
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                .map(URI::create)
                .ifPresent(builder::endpointOverride);
        return builder.region(Region.of(environment.getOrDefault("AWS_REGION", "us-east-1")))
                .credentialsProvider(credentials(environment))
                .build();
    }

    /** Whether a service refused what a request holds; it may take a part of it. */
    static boolean isRefusal(RuntimeException failure) {
        return failure instanceof AwsServiceException refused
                && refused.awsErrorDetails() != null
                && Refusals.has(String.valueOf(refused.awsErrorDetails().errorCode()));
    }

    /**
     * Under SnapStart a function has no keys in its environment, which would be old when its snapshot is resumed.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda SnapStart</a>
     */
    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        return environment
                        .getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "")
                        .isEmpty()
                ? StaticCredentialsProvider.create(keys(environment))
                : ContainerCredentialsProvider.builder().build();
    }

    private static AwsCredentials keys(Map<String, String> environment) {
        String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        String token = environment.getOrDefault("AWS_SESSION_TOKEN", "");
        return token.isEmpty()
                ? AwsBasicCredentials.create(key, secret)
                : AwsSessionCredentials.create(key, secret, token);
    }
}
