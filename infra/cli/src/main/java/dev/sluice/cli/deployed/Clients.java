package dev.sluice.cli.deployed;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS clients of one principal, against AWS itself or another endpoint that speaks its protocols. */
public final class Clients {

    private final Optional<URI> endpoint;
    private final String region;
    private final AwsCredentialsProvider credentials;

    private Clients(Optional<URI> endpoint, String region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /** A principal of an engine, by its keys. */
    public static Clients of(URI endpoint, String region, String accessKey, String secretKey) {
        return new Clients(
                Optional.of(endpoint),
                region,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }

    /**
     * Credentials and Region as the AWS CLI finds them.
     *
     * @param endpoint empty for AWS's own, or that of the variable AWS_ENDPOINT_URL
     * @param region empty for that of the environment or the profile
     * @param profile empty for the environment's credentials, or the default profile
     * @throws IllegalArgumentException if no Region is set anywhere
     */
    public static Clients ofAws(Optional<URI> endpoint, Optional<String> region, Optional<String> profile) {
        return new Clients(
                endpoint,
                region.orElseGet(() -> defaultRegion(profile)),
                // A named profile overrides the environment, as in the AWS CLI.
                profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    }

    private static String defaultRegion(Optional<String> profile) {
        DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
        profile.ifPresent(chain::profileName);
        try {
            return chain.build().getRegion().id();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "--region: no Region is set; pass --region, or set AWS_REGION or the Region of the profile", e);
        }
    }

    /** @throws IllegalStateException if these clients talk to AWS itself */
    public URI endpoint() {
        return endpoint.orElseThrow(() -> new IllegalStateException("these clients have no endpoint but AWS's own"));
    }

    public String region() {
        return region;
    }

    public String accessKey() {
        return credentials.resolveCredentials().accessKeyId();
    }

    public String secretKey() {
        return credentials.resolveCredentials().secretAccessKey();
    }

    public CloudFormationClient cloudFormation() {
        return build(CloudFormationClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }

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
                .uri(endpoint().resolve(path))
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
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
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials)
                .build();
    }
}
