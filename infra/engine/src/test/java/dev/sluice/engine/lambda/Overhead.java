package dev.sluice.engine.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.testing.StandIn;
import dev.sluice.engine.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Measures what an invocation costs besides the function's own work: run {@link #main} by hand. */
final class Overhead {

    private static final int CALLS = 100_000;
    private static final double NANOS_PER_MICRO = 1e3;

    private Overhead() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("overhead");
        StandIn logs = new StandIn("logs");
        try (SystemTime time = new SystemTime();
                LocalLambda lambda = new LocalLambda(folder, time, logs)) {
            lambda.create("nothing", "f.Nothing", FunctionJar.of("""
                            package f;
                            public class Nothing implements RequestStreamHandler {
                                public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException {
                                    in.transferTo(out);
                                }
                            }
                            """));
            byte[] payload =
                    ("{\"a\":\"" + "x".repeat(1_000) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            ObjectNode input = Json.object().put("FunctionName", "nothing");
            Request request = new Request(Caller.root("000000000000"), input, payload, Map.of());
            for (int round = 0; round < 3; round++) {
                long[] nanos = new long[CALLS];
                for (int i = 0; i < CALLS; i++) {
                    long begin = System.nanoTime();
                    lambda.kernel().aws().invoke("lambda", "Invoke", request);
                    nanos[i] = System.nanoTime() - begin;
                }
                Arrays.sort(nanos);
                System.out.printf(
                        "1 KB, warm: mean %.1f us, p50 %.1f us, p99 %.1f us%n",
                        Arrays.stream(nanos).average().orElse(0) / NANOS_PER_MICRO,
                        nanos[CALLS / 2] / NANOS_PER_MICRO,
                        nanos[CALLS / 100 * 99] / NANOS_PER_MICRO);
            }
        }
    }
}
