package dev.sluice.cli.watch;

import dev.sluice.cli.stack.AppFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CDK app that stays in memory between one synthesis and the next, so that the second takes a fraction of the first. An app that does
 * not speak {@code SluiceApp}'s protocol is run each time instead.
 */
final class WarmApp implements AutoCloseable {

    private static final String PROTOCOL = "sluice-watched 1";
    private static final Pattern COLORS = Pattern.compile("\u001B\\[[0-9;]*m");

    private final AppFolder folder;
    private final Path out;
    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private final boolean speaks;

    private WarmApp(AppFolder folder, Path out, Process process) throws IOException {
        this.folder = folder;
        this.out = out;
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.speaks = greeted();
        if (speaks) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::close, "app"));
        } else {
            close();
        }
    }

    /** A build tool may print lines of its own before the app does. */
    private boolean greeted() throws IOException {
        for (String line = answer(); line != null; line = answer()) {
            if (line.equals(PROTOCOL)) {
                return true;
            }
        }
        return false;
    }

    /** The next line without codes for colors, with which Maven begins even where there is no terminal. */
    private @Nullable String answer() throws IOException {
        String line = answers.readLine();
        return line == null ? null : COLORS.matcher(line).replaceAll("");
    }

    /** Starts it, and waits until it takes requests or has ended. */
    static WarmApp start(AppFolder folder) throws IOException {
        Path out = folder.folder().resolve("cdk.out").toAbsolutePath().normalize();
        ProcessBuilder builder = folder.command(out);
        builder.environment().put("SLUICE_WATCHED", "1");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new WarmApp(folder, out, builder.start());
    }

    /**
     * Synthesizes.
     *
     * @return the folder with the templates
     * @throws IllegalArgumentException with what is wrong
     */
    Path synthesize() throws IOException, InterruptedException {
        if (!speaks || !process.isAlive()) {
            return folder.synthesize();
        }
        requests.write(out + "\n");
        requests.flush();
        List<String> problems = new ArrayList<>();
        for (String line = answer(); line != null; line = answer()) {
            if (line.equals("ok")) {
                return out;
            }
            if (line.equals("failed")) {
                throw new IllegalArgumentException(String.join("\n", problems));
            }
            if (line.startsWith("! ")) {
                problems.add(line.substring(2));
            }
        }
        // It ended: run it once more by itself, which shows what it prints.
        return folder.synthesize();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
