package dev.sluice.engine.gateway.invoke;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls functions in API Gateway's name, with what their policies allow it, and does not wait longer than it may. A function that
 * is not waited for any more runs on, as on AWS, and its thread is counted until it ends.
 */
public final class Functions implements AutoCloseable {

    /** What came of a call. */
    public sealed interface Outcome {

        record Returned(byte[] payload) implements Outcome {}

        /** The function failed, or API Gateway may not call it. */
        record Failed(String reason) implements Outcome {}

        /** It took too long, or too many run already. */
        record Unavailable(String reason) implements Outcome {}

        record TooLarge() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Functions.class);
    private static final String SERVICE = "apigateway.amazonaws.com";
    private static final int MOST = 256;
    private static final long IDLE_SECONDS = 60;

    private final Kernel kernel;
    private final ThreadPoolExecutor threads;

    public Functions(Kernel kernel) {
        this.kernel = kernel;
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "http-api-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** @param sourceArn the route or authorizer for which it is called, which the function's policy may ask for */
    public Outcome call(String function, String account, String sourceArn, ObjectNode event, Duration most) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        try {
            threads.execute(() -> outcome.complete(invoke(function, account, sourceArn, event)));
        } catch (RejectedExecutionException e) {
            return new Outcome.Unavailable("more than " + MOST + " functions run for HTTP APIs at once");
        }
        Time.Timer timer = kernel.time()
                .at(
                        kernel.time().now().plus(most),
                        () -> outcome.complete(new Outcome.Unavailable(
                                function + " did not answer within " + most.toMillis() + " ms")));
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Unavailable("the engine stops");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call of " + function + " has no outcome", e);
        } finally {
            timer.cancel();
        }
    }

    private Outcome invoke(String function, String account, String sourceArn, ObjectNode event) {
        try {
            Response response = kernel.aws()
                    .invoke(
                            "lambda",
                            "Invoke",
                            new Request(
                                    Caller.service(SERVICE, sourceArn, account),
                                    Json.object().put("FunctionName", function),
                                    Json.text(event).getBytes(StandardCharsets.UTF_8),
                                    Map.of()));
            if (!(response instanceof Response.Raw raw)) {
                throw new IllegalStateException("Lambda answers no payload");
            }
            return raw.headers().containsKey("X-Amz-Function-Error")
                    ? new Outcome.Failed(function + " failed: " + new String(raw.body(), StandardCharsets.UTF_8))
                    : new Outcome.Returned(raw.body());
        } catch (AwsException e) {
            return switch (e.code()) {
                case "TooManyRequestsException" -> new Outcome.Unavailable(e.message());
                case "RequestTooLargeException" -> new Outcome.TooLarge();
                default -> new Outcome.Failed(e.message());
            };
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("calling {} failed", function, e);
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
