package dev.sluice.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of a CDK app in whatever language: its {@code cdk.json} says how it is run, as for the {@code cdk} command.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/cli.html">The CDK command line: specifying the app</a>
 */
public record AppFolder(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What an app prints at most in an error that is shown. */
    private static final int LONGEST = 20_000;

    /** What jsii is not to say about a Node that is past its end of life. */
    private static final String NODES = "20,21,22,23,24,25";

    /**
     * Runs the app.
     *
     * @return its {@code cdk.out}: a new one each time, or the one that {@code cdk.json} names instead of a command
     * @throws IllegalArgumentException with what the app printed, if it failed
     */
    public Path synthesize() throws IOException, InterruptedException {
        String command = command();
        Path made = folder.resolve(command);
        if (Files.isDirectory(made)) {
            return made;
        }
        Path out = folder.resolve("cdk.out").toAbsolutePath().normalize();
        Path output = Files.createTempFile("sluice-app-", ".log");
        try {
            ProcessBuilder builder =
                    process(command, out).redirectErrorStream(true).redirectOutput(output.toFile());
            int exit = builder.start().waitFor();
            if (exit != 0) {
                throw new IllegalArgumentException("the app in " + folder + " failed (exit code " + exit
                        + "); `app` in its cdk.json is `" + command + "`, and it printed:\n" + printed(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
        if (!Files.isRegularFile(out.resolve("manifest.json"))) {
            throw new IllegalArgumentException("the app in " + folder + " synthesized nothing into " + out
                    + "; it must call `synth` and leave the folder to CDK_OUTDIR");
        }
        return out;
    }

    /** The process that {@link #synthesize} would run, to write to {@code out}. */
    public ProcessBuilder command(Path out) throws IOException {
        return process(command(), out);
    }

    private ProcessBuilder process(String command, Path out) {
        ProcessBuilder builder = new ProcessBuilder(shell(command)).directory(folder.toFile());
        builder.environment().put("CDK_OUTDIR", out.toString());
        builder.environment().put("JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION", "1");
        builder.environment().put("JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION", "1");
        builder.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", NODES);
        return builder;
    }

    private String command() throws IOException {
        Path file = folder.resolve("cdk.json");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(folder + " is not the folder of a CDK app: it has no cdk.json");
        }
        JsonNode app;
        try {
            app = JSON.readTree(Files.readString(file)).path("app");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        if (!app.isTextual() || app.asText().isBlank()) {
            throw new IllegalArgumentException(file + " must have `app`, the command that runs the CDK app");
        }
        return app.asText();
    }

    private static String[] shell(String command) {
        return System.getProperty("os.name", "").startsWith("Windows")
                ? new String[] {"cmd", "/c", command}
                : new String[] {"sh", "-c", command};
    }

    private static String printed(Path output) throws IOException {
        String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
        return text.length() > LONGEST ? "..." + text.substring(text.length() - LONGEST) : text;
    }
}
