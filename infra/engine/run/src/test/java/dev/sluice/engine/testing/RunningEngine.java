package dev.sluice.engine.testing;

import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** A whole engine on a free port, and clients of AWS's SDK that call it as its owner. */
public final class RunningEngine implements AutoCloseable {

    private final Path data;
    private final Engine engine;

    private RunningEngine(Path data, Engine engine) {
        this.data = data;
        this.engine = engine;
    }

    public static RunningEngine empty(Path data) {
        return empty(data, Settings.DEFAULT_REGION);
    }

    public static RunningEngine empty(Path data, String region) {
        Settings settings = new Settings(Settings.DEFAULT_ACCOUNT, region, data, true);
        return new RunningEngine(data, Engine.start(Options.empty(settings, 0)));
    }

    public static RunningEngine with(Path data, Path template, Map<String, String> parameters) {
        return new RunningEngine(data, Engine.start(new Options(settings(data), 0, Optional.of(template), parameters)));
    }

    private static Settings settings(Path data) {
        return new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true);
    }

    /** A client made by {@code builder}. */
    public <
                    C,
                    B extends
                            AwsSyncClientBuilder<B, C>
                                    & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>>
            C client(B builder) {
        LocalCredentials.Keys keys = LocalCredentials.in(data).root(Settings.DEFAULT_ACCOUNT);
        return builder.endpointOverride(engine.url())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.retryStrategy(retry -> retry.maxAttempts(1))
                        .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
                .build();
    }

    /** Signed requests that no SDK would send. */
    public Wire wire() {
        return new Wire(engine.url(), LocalCredentials.in(data).root(Settings.DEFAULT_ACCOUNT));
    }

    @Override
    public void close() {
        engine.close();
    }
}
