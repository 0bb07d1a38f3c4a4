package dev.sluice.tests.contracts.cloud;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Something that says it behaves like AWS, and AWS itself. Thread-safe. */
public final class Cloud {

    private final String name;
    private final Optional<URI> endpoint;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();

    /** @param endpoint empty for AWS itself */
    Cloud(String name, Optional<URI> endpoint, AwsCredentialsProvider credentials, Region region) {
        this.name = name;
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.region = region;
    }

    /** Whether it can call a receiver on this machine's loopback address. */
    public boolean isHere() {
        return endpoint.map(URI::getHost)
                .filter(host -> host.equals("localhost") || host.startsWith("127."))
                .isPresent();
    }

    Region region() {
        return region;
    }

    /** The one client of a service that all tests share. */
    <C extends SdkClient, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(
            Class<C> type, Supplier<B> builder) {
        return type.cast(clients.computeIfAbsent(type, any -> build(builder.get(), credentials)));
    }

    <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(B builder, AwsCredentialsProvider who) {
        endpoint.ifPresent(url -> builder.endpointOverride(url)
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1))));
        return builder.region(region)
                .credentialsProvider(who)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public String toString() {
        return name;
    }
}
