package dev.sluice.bench.cold;

import dev.sluice.bench.subject.Access;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One execution environment: the runtime interface client with a function, and nothing else in its class path.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client">The client</a>
 */
final class FunctionProcess {

    /** What a function of 1,024 MB gets. */
    private static final String HEAP = "-Xmx879m";

    private FunctionProcess() {}

    /**
     * Starts one, calls it once and ends it.
     *
     * @return from the start of the JVM to the answer, or from the restored snapshot to the answer
     * @throws IllegalStateException if the function fails, with what it wrote
     */
    static Duration firstAnswer(Deployed function, String event, Mode mode, URI aws, Access access) throws IOException {
        Path log = Files.createTempFile("function", ".log");
        try (RuntimeApi api = new RuntimeApi(event)) {
            ProcessBuilder builder = new ProcessBuilder(command(function))
                    .directory(function.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            environment(builder.environment(), function, mode, api, aws, access);
            long begin = System.nanoTime();
            Process process = builder.start();
            try {
                long from = mode.snapStart() ? api.restored() : begin;
                return Duration.ofNanos(api.answered() - from);
            } finally {
                process.destroyForcibly().onExit().join();
            }
        } catch (IllegalStateException e) {
            throw new IllegalStateException(function.name() + ": " + e.getMessage() + "\n" + Files.readString(log), e);
        } finally {
            Files.delete(log);
        }
    }

    private static List<String> command(Deployed function) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djavax.net.ssl.trustStore=" + System.getProperty("java.home") + "/lib/security/cacerts"));
        command.addAll(List.of(
                "-cp", client(), "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", function.handler()));
        return command;
    }

    /** The jars of the client itself, out of this program's own. */
    private static String client() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> jar.contains("aws-lambda-java-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void environment(
            Map<String, String> variables, Deployed function, Mode mode, RuntimeApi api, URI aws, Access access) {
        variables.putAll(function.environment());
        variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
        variables.put("LAMBDA_TASK_ROOT", function.folder().toString());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", mode.snapStart() ? "snap-start" : "on-demand");
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_REGION", access.region());
        variables.put("AWS_ACCESS_KEY_ID", access.accessKey());
        variables.put("AWS_SECRET_ACCESS_KEY", access.secretKey());
        variables.put("AWS_ENDPOINT_URL", aws.toString());
    }
}
