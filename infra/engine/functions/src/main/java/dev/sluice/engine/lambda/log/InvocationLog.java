package dev.sluice.engine.lambda.log;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.time.Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The log of one invocation. Lines are handed on when the invocation ends or when there are many; what a function's own threads
 * log later is handed on at once. Thread-safe.
 */
public final class InvocationLog implements LambdaLogger {

    private static final int LONGEST = 262_144;
    private static final int KEPT = 262_144;

    private final Time time;
    private final LogSink sink;
    private final LogSink.Stream stream;
    private List<LogLine> lines = new ArrayList<>();
    private final StringBuilder tail = new StringBuilder();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int kept;
    private boolean ended;

    public InvocationLog(Time time, LogSink sink, LogSink.Stream stream) {
        this.time = time;
        this.sink = sink;
        this.stream = stream;
    }

    @Override
    public void log(String message) {
        add(message);
    }

    @Override
    public void log(byte[] message) {
        add(new String(message, StandardCharsets.UTF_8));
    }

    /** Takes what the function prints; each of its lines is a line of the log. */
    public synchronized void print(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                printed.write(bytes[i]);
                printed();
            } else {
                printed.write(bytes[i]);
                if (printed.size() >= LONGEST) {
                    printed();
                }
            }
        }
    }

    /** Ends a line that the function has begun to print. */
    public synchronized void printed() {
        if (printed.size() > 0) {
            String line = printed.toString(StandardCharsets.UTF_8);
            printed.reset();
            add(line.endsWith("\n") ? line.substring(0, line.length() - 1) : line);
        }
    }

    public synchronized void add(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        lines.add(new LogLine(time.now(), text));
        kept += text.length();
        tail.append(text).append(text.endsWith("\n") ? "" : "\n");
        if (tail.length() > 2 * LambdaLimits.LOG_TAIL) {
            tail.delete(0, tail.length() - LambdaLimits.LOG_TAIL);
        }
        if (ended || kept > KEPT) {
            flush();
        }
    }

    public synchronized void end() {
        ended = true;
        printed();
        flush();
    }

    /** The last 4 KB. */
    public synchronized byte[] tail() {
        byte[] bytes = tail.toString().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LambdaLimits.LOG_TAIL), bytes.length);
    }

    private void flush() {
        if (!lines.isEmpty()) {
            sink.accept(stream, lines);
            lines = new ArrayList<>();
            kept = 0;
        }
    }
}
