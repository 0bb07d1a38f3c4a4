package dev.sluice.engine.lambda.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The process of one instance of a function. It reads invocations and writes answers as lines of JSON; what the function prints
 * arrives on the other stream, with a mark where an invocation ends. One invocation at a time.
 */
public final class GuestProcess implements AutoCloseable {

    private static final String MARK = "\0end";
    /** Room for the largest response, 6 MB, with every byte of it escaped twice. */
    private static final int MOST_ANSWER_CHARS = 80 << 20;

    /** CloudWatch Logs takes 1 MiB. */
    private static final int MOST_LOG_CHARS = 1 << 20;

    private final Process process;
    private final OutputStream requests;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> marks = new LinkedBlockingQueue<>();
    private volatile Consumer<String> log = line -> {};

    private GuestProcess(Process process) {
        this.process = process;
        this.requests = process.getOutputStream();
    }

    /**
     * Starts the process and loads the handler.
     *
     * @param root the folder of the function's code
     * @param environment all of the function's variables
     * @param log takes the lines that are printed meanwhile
     * @throws GuestException if the handler cannot be loaded
     */
    public static GuestProcess start(
            Language language, Path root, Map<String, String> environment, Consumer<String> log)
            throws GuestException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(language.command()).directory(root.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH") && !name.equals("HOME"));
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().putAll(environment);
        GuestProcess guest;
        try {
            guest = new GuestProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("the machine's " + language.interpreter() + " does not start", e);
        }
        guest.log = log;
        guest.read("answers", guest.process.getInputStream(), MOST_ANSWER_CHARS, guest::answer);
        guest.read("log", guest.process.getErrorStream(), MOST_LOG_CHARS, guest::printed);
        boolean loaded = false;
        try {
            guest.awaitAnswer();
            loaded = true;
            return guest;
        } finally {
            if (!loaded) {
                guest.close();
            }
        }
    }

    /**
     * Runs the handler.
     *
     * @param call what the handler learns about its invocation, besides the environment
     * @param lines takes the lines that it prints
     * @return what the handler answers, JSON
     */
    public byte[] handle(byte[] payload, ObjectNode call, Consumer<String> lines)
            throws GuestException, InterruptedException {
        log = lines;
        String request = Json.text(call.put("payload", new String(payload, StandardCharsets.UTF_8))) + "\n";
        try {
            requests.write(request.getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            throw GuestException.exited(process.waitFor());
        }
        return awaitAnswer();
    }

    private byte[] awaitAnswer() throws GuestException, InterruptedException {
        Optional<String> answer = answers.take();
        // Whatever the function printed comes before the mark, or before the end of the process.
        marks.take();
        if (answer.isEmpty()) {
            throw GuestException.exited(process.waitFor());
        }
        JsonNode read = parse(answer.get());
        if (read.has("error")) {
            throw GuestException.thrown(Json.text(read.get("error")).getBytes(StandardCharsets.UTF_8));
        }
        return read.path("payload").asText().getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode parse(String answer) throws GuestException, InterruptedException {
        try {
            return Json.parse(answer);
        } catch (JsonProcessingException e) {
            // The function has written to the engine's own channel: nothing after that can be trusted.
            close();
            throw GuestException.exited(process.waitFor());
        }
    }

    private void answer(Optional<String> line) {
        answers.add(line);
    }

    private void printed(Optional<String> line) {
        // The mark comes behind what was printed last, on the same line if that had no end.
        boolean marked = line.isEmpty() || line.get().endsWith(MARK);
        String text = line.map(whole -> marked ? whole.substring(0, whole.length() - MARK.length()) : whole)
                .orElse("");
        if (!marked || !text.isEmpty()) {
            log.accept(text);
        }
        if (marked) {
            marks.add(true);
        }
    }

    private interface Lines {
        /** @param line empty at the end */
        void take(Optional<String> line);
    }

    private void read(String what, InputStream in, int most, Lines lines) {
        Thread thread = new Thread(
                () -> {
                    try (in) {
                        BoundedLines reader = new BoundedLines(in, most);
                        for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                            lines.take(line);
                        }
                    } catch (IOException e) {
                        // The process has been ended: so have its streams.
                    } finally {
                        lines.take(Optional.empty());
                    }
                },
                "lambda-process-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the process, whatever it does. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
