package dev.sluice.engine.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.lambda.log.LogSink;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes the environments of instances: the function's own variables and those that Lambda defines, among them credentials
 * of the function's role.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a>
 */
final class Environments {

    /**
     * The variables of one instance.
     *
     * @param expires when the credentials in it end; an instance is discarded well before that
     */
    record Environment(Map<String, String> variables, Instant expires) {}

    private static final Duration SESSION = Duration.ofHours(12);

    private final Kernel kernel;
    private final Packages packages;
    private final LocalCredentials credentials;
    private final Supplier<URI> url;
    private final List<Path> modules;

    /** @param modules folders in which functions in JavaScript find the AWS SDK */
    Environments(
            Kernel kernel, Packages packages, LocalCredentials credentials, Supplier<URI> url, List<Path> modules) {
        this.kernel = kernel;
        this.packages = packages;
        this.credentials = credentials;
        this.url = url;
        this.modules = modules;
    }

    /** @throws AwsException AccessDeniedException if Lambda may not assume the function's role */
    Environment of(LambdaFunction function, Version version, LogSink.Stream stream) {
        Settings settings = version.settings();
        assume(settings.role(), function.arn());
        Instant expires = kernel.time().now().plus(SESSION);
        LocalCredentials.Keys keys = credentials.session(settings.role(), function.name(), expires);
        Map<String, String> variables = new LinkedHashMap<>(settings.environment());
        variables.put("_HANDLER", settings.handler());
        variables.put("AWS_REGION", kernel.region());
        variables.put("AWS_DEFAULT_REGION", kernel.region());
        variables.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
        variables.put("AWS_SESSION_TOKEN", keys.sessionToken());
        variables.putIfAbsent("AWS_ENDPOINT_URL", url.get().toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version.number());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(settings.memory()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", stream.group());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", stream.name());
        variables.put(
                "LAMBDA_TASK_ROOT",
                packages.root(settings.code()).toAbsolutePath().toString());
        variables.putIfAbsent("TZ", ":UTC");
        JsonNode logging = settings.others().get("LoggingConfig");
        if (logging != null) {
            variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            variables.put(
                    "AWS_LAMBDA_LOG_LEVEL", logging.path("ApplicationLogLevel").asText("INFO"));
        }
        if (settings.runtime().startsWith("nodejs")) {
            sdk(variables);
        }
        return new Environment(Map.copyOf(variables), expires);
    }

    /**
     * Some of CDK's functions install the newest SDK before they use it, and take the one of the runtime if that fails. Here it
     * must not take longer than they may run: with the SDK on this machine npm is set to fail at once, otherwise to try once.
     */
    private void sdk(Map<String, String> variables) {
        if (modules.isEmpty()) {
            variables.putIfAbsent("npm_config_fetch_retries", "0");
            variables.putIfAbsent("npm_config_fetch_timeout", "20000");
        } else {
            variables.putIfAbsent("npm_config_offline", "true");
            variables.put(
                    "SLUICE_SDK_MODULES",
                    modules.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        }
    }

    private void assume(String role, String functionArn) {
        try {
            kernel.access().assume(role, "lambda.amazonaws.com", functionArn);
        } catch (AwsException e) {
            throw AwsException.of(
                    "AccessDeniedException", 403, "The role defined for the function cannot be assumed by Lambda.");
        }
    }
}
