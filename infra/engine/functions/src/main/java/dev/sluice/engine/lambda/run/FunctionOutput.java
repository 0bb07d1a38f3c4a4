package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.log.InvocationLog;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code System.out} and {@code System.err} of this process: what functions print goes to their logs, as on AWS, where a
 * function has a process of its own; what anybody else prints goes where it went before.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-logging.html">Log and monitor Java Lambda functions</a>
 */
final class FunctionOutput extends OutputStream {

    private static final class Routed extends PrintStream {
        Routed(PrintStream before) {
            super(new FunctionOutput(before), true, StandardCharsets.UTF_8);
        }
    }

    private final PrintStream before;

    private FunctionOutput(PrintStream before) {
        this.before = before;
    }

    /** Once is enough; again does no harm. */
    static synchronized void route() {
        if (!(System.out instanceof Routed)) {
            System.setOut(new Routed(System.out));
        }
        if (!(System.err instanceof Routed)) {
            System.setErr(new Routed(System.err));
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        Optional<InvocationLog> log = FunctionThreads.log();
        if (log.isPresent()) {
            log.get().print(bytes, from, length);
        } else {
            before.write(bytes, from, length);
        }
    }

    @Override
    public void flush() {
        before.flush();
    }
}
