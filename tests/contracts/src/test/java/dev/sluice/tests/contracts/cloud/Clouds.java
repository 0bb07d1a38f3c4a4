package dev.sluice.tests.contracts.cloud;

import dev.sluice.cli.process.EngineProcess;
import dev.sluice.engine.Engine;
import dev.sluice.engine.Options;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * The clouds at hand. {@code SLUICE_CONTRACT_AWS=1} takes AWS itself and {@code SLUICE_CONTRACT_ENDPOINT} any endpoint, alone.
 * Otherwise it is the engine in this JVM, LocalStack where Docker runs, and with {@code SLUICE_CONTRACT_PROCESS=1} an engine in
 * a process of its own.
 */
public final class Clouds implements ArgumentsProvider {

    private static final String LOCALSTACK = "localstack/localstack:4.9";

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return AtHand.CLOUDS.stream().map(Arguments::of);
    }

    /** Started once, when the first test asks. */
    private static final class AtHand {

        static final List<Cloud> CLOUDS = all();

        private static List<Cloud> all() {
            String endpoint = environment("SLUICE_CONTRACT_ENDPOINT", "");
            if (environment("SLUICE_CONTRACT_AWS", "").equals("1")) {
                return List.of(new Cloud("AWS", Optional.empty(), ambient(), region()));
            }
            if (!endpoint.isEmpty()) {
                AwsCredentialsProvider who =
                        System.getenv("AWS_ACCESS_KEY_ID") == null ? keys("test", "test") : ambient();
                return List.of(new Cloud(endpoint, Optional.of(URI.create(endpoint)), who, region()));
            }
            List<Cloud> clouds = new ArrayList<>();
            clouds.add(engine());
            if (environment("SLUICE_CONTRACT_PROCESS", "").equals("1")) {
                clouds.add(process());
            }
            localStack().ifPresent(clouds::add);
            return List.copyOf(clouds);
        }

        private static Cloud engine() {
            Path data = folder();
            Engine engine = Engine.start(
                    Options.empty(new Settings(Settings.DEFAULT_ACCOUNT, Settings.DEFAULT_REGION, data, true), 0));
            atEnd(engine::close);
            return ours("engine", engine.url(), data);
        }

        private static Cloud process() {
            Path data = folder();
            try {
                EngineProcess process = EngineProcess.start(data, EngineProcess.Options.of("--empty"));
                atEnd(process::close);
                return ours("engine process", URI.create(process.url()), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Cloud ours(String name, URI url, Path data) {
            LocalCredentials.Keys keys = LocalCredentials.in(data).root(Settings.DEFAULT_ACCOUNT);
            return new Cloud(
                    name, Optional.of(url), keys(keys.accessKeyId(), keys.secretAccessKey()), Region.US_EAST_1);
        }

        private static Optional<Cloud> localStack() {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                System.out.println("SKIPPED: the contract on LocalStack, because no Docker runs here");
                return Optional.empty();
            }
            LocalStackContainer container = new LocalStackContainer(DockerImageName.parse(LOCALSTACK));
            container.start();
            atEnd(container::stop);
            return Optional.of(new Cloud(
                    "LocalStack",
                    Optional.of(container.getEndpoint()),
                    keys(container.getAccessKey(), container.getSecretKey()),
                    Region.of(container.getRegion())));
        }

        private static Path folder() {
            try {
                return Files.createDirectories(Path.of("target", "contract"))
                        .resolve(Long.toString(System.nanoTime(), 36))
                        .toAbsolutePath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void atEnd(Runnable action) {
            Runtime.getRuntime().addShutdownHook(new Thread(action));
        }

        private static AwsCredentialsProvider keys(String id, String secret) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
        }

        private static AwsCredentialsProvider ambient() {
            return DefaultCredentialsProvider.builder().build();
        }

        private static Region region() {
            return Region.of(environment("AWS_REGION", "us-east-1"));
        }

        private static String environment(String name, String otherwise) {
            return Optional.ofNullable(System.getenv(name))
                    .filter(value -> !value.isBlank())
                    .orElse(otherwise);
        }
    }
}
