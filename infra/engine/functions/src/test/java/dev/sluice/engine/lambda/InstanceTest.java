package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances: how many there are, how they end, and what they see of each other. */
class InstanceTest {

    /** Functions meet the test at objects of the JDK's own classes, which all loaders share. */
    private static final FunctionJar JAR = FunctionJar.of("""
            package f;
            public class Gate implements RequestHandler<String, String> {
                private static final java.util.concurrent.atomic.AtomicInteger MADE = new java.util.concurrent.atomic.AtomicInteger();
                private final int number = MADE.incrementAndGet();
                public String handleRequest(String in, Context c) {
                    if (in.equals("pass")) {
                        return "instance " + number;
                    }
                    ((Semaphore) System.getProperties().get("test.arrived")).release();
                    while (true) {
                        try {
                            ((CountDownLatch) System.getProperties().get("test.gate")).await();
                            return "instance " + number;
                        } catch (InterruptedException e) {
                            if (in.equals("wait")) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }
                }
            }
            """, """
            package f;
            public class Leaky implements RequestHandler<String, String> {
                public String handleRequest(String in, Context c) {
                    Thread thread = new Thread(() -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            ((Semaphore) System.getProperties().get("test.arrived")).release();
                        }
                    });
                    thread.start();
                    return "daemon " + thread.isDaemon();
                }
            }
            """);

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);
    private LocalLambda lambda;

    @BeforeEach
    void open() {
        System.getProperties().put("test.arrived", arrived);
        System.getProperties().put("test.gate", gate);
        lambda = new LocalLambda(folder, time);
    }

    @AfterEach
    void close() {
        gate.countDown();
        lambda.close();
        System.getProperties().remove("test.arrived");
        System.getProperties().remove("test.gate");
    }

    @Test
    void anIdleInstanceIsUsedAgainAndABusyOneIsNot() {
        lambda.create("gate", "f.Gate", JAR);
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 1\"");
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 1\"");
        CompletableFuture<String> busy = inBackground("\"wait\"");
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 2\"");
        gate.countDown();
        assertThat(busy.join()).isEqualTo("\"instance 1\"");
    }

    @Test
    void anIdleInstanceEndsAfterTenMinutes() {
        lambda.create("gate", "f.Gate", JAR);
        lambda.invoke("gate", "\"pass\"");
        time.advance(Duration.ofMinutes(11));
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 2\"");
    }

    @Test
    void atItsTimeoutAnInvocationIsAnsweredAndItsInstanceIsInterruptedAndLeft() {
        lambda.create("gate", "f.Gate", JAR);
        for (String way : new String[] {"wait", "stubborn"}) {
            CompletableFuture<Response.Raw> late = CompletableFuture.supplyAsync(
                    () -> lambda.raw("gate", "RequestResponse", FunctionJar.utf8("\"" + way + "\"")));
            arrived.acquireUninterruptibly();
            time.advance(Duration.ofMillis(2_999));
            assertThat(late).isNotDone();
            time.advance(Duration.ofMillis(1));
            Response.Raw response = late.join();
            assertThat(response.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
            assertThat(LocalLambda.text(response))
                    .matches(
                            "\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: \\S{36} Error: Task timed out"
                                    + " after 3.00 seconds\"}");
            assertThat(LocalLambda.log(response)).contains("Task timed out after 3.00 seconds");
        }
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 3\"");
    }

    @Test
    void reservedConcurrencyIsTheMostThatRuns() {
        lambda.create("gate", "f.Gate", JAR);
        reserve(1);
        CompletableFuture<String> busy = inBackground("\"wait\"");
        assertThatThrownBy(() -> lambda.invoke("gate", "\"pass\"")).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("TooManyRequestsException");
            assertThat(e.status()).isEqualTo(429);
            assertThat(e.members().path("Reason").asText())
                    .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
        });
        gate.countDown();
        busy.join();
        assertThat(lambda.invoke("gate", "\"pass\"")).isEqualTo("\"instance 1\"");
        reserve(0);
        assertThatThrownBy(() -> lambda.invoke("gate", "\"pass\"")).hasMessage("Rate Exceeded.");
        assertThatThrownBy(() -> reserve(901)).hasMessageContaining("below its minimum value of [100]");
    }

    @Test
    void functionsWithClashingClassesDoNotSeeEachOtherNorTheEngine() {
        String source = """
                package f;
                public class Same implements RequestHandler<Object, String> {
                    private static int calls;
                    public String handleRequest(Object in, Context c) {
                        String engine = "hidden";
                        try {
                            Class.forName("dev.sluice.engine.Engine");
                            engine = "seen";
                        } catch (ClassNotFoundException e) {
                        }
                        boolean own = Thread.currentThread().getContextClassLoader() == Same.class.getClassLoader();
                        return "WHO " + ++calls + " " + engine + " " + own;
                    }
                }
                """;
        lambda.create("one", "f.Same", FunctionJar.of(source.replace("WHO", "one")));
        lambda.create("two", "f.Same", FunctionJar.of(source.replace("WHO", "two")));
        assertThat(lambda.invoke("one", "{}")).isEqualTo("\"one 1 hidden true\"");
        assertThat(lambda.invoke("two", "{}")).isEqualTo("\"two 1 hidden true\"");
        assertThat(lambda.invoke("one", "{}")).isEqualTo("\"one 2 hidden true\"");
    }

    @Test
    void newCodeTakesOverAndThreadsOfTheOldAreInterrupted() {
        lambda.create("leaky", "f.Leaky", JAR);
        assertThat(lambda.invoke("leaky", "\"\"")).isEqualTo("\"daemon true\"");
        lambda.call(
                "UpdateFunctionCode",
                Json.object()
                        .put("FunctionName", "leaky")
                        .put(
                                "ZipFile",
                                Base64.getEncoder()
                                        .encodeToString(FunctionJar.of("""
                                                        package f;
                                                        public class Leaky implements RequestHandler<String, String> {
                                                            public String handleRequest(String in, Context c) { return "new"; }
                                                        }
                                                        """).bytes())));
        assertThat(lambda.invoke("leaky", "\"\"")).isEqualTo("\"new\"");
        await().until(() -> arrived.tryAcquire());
    }

    @Test
    void aThreadOfAFunctionFindsItsClassesWhenTheEngineHasStopped() {
        lambda.create("late", "f.Late", FunctionJar.of("""
                package f;
                public class Late implements RequestHandler<String, String> {
                    static class First {}
                    public String handleRequest(String in, Context c) {
                        new Thread(() -> {
                            CountDownLatch gate = (CountDownLatch) System.getProperties().get("test.gate");
                            while (gate.getCount() > 0) {
                                try {
                                    gate.await();
                                } catch (InterruptedException e) {
                                }
                            }
                            new First();
                            ((Semaphore) System.getProperties().get("test.arrived")).release();
                        }).start();
                        return "";
                    }
                }
                """));
        lambda.invoke("late", "\"\"");
        lambda.close();
        gate.countDown();
        await().until(() -> arrived.tryAcquire());
    }

    @Test
    void everyInvocationIsMeasured() {
        lambda.create("gate", "f.Gate", JAR);
        lambda.invoke("gate", "\"pass\"");
        lambda.invoke("gate", "{}");
        assertThat(lambda.sum("Invocations", "gate")).isEqualTo(2);
        assertThat(lambda.sum("Errors", "gate")).isEqualTo(1);
        reserve(0);
        assertThatThrownBy(() -> lambda.invoke("gate", "1")).isInstanceOf(AwsException.class);
        assertThat(lambda.sum("Throttles", "gate")).isEqualTo(1);
    }

    private void reserve(int number) {
        lambda.call(
                "PutFunctionConcurrency",
                Json.object().put("FunctionName", "gate").put("ReservedConcurrentExecutions", number));
    }

    private CompletableFuture<String> inBackground(String payload) {
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> lambda.invoke("gate", payload));
        arrived.acquireUninterruptibly();
        return answer;
    }
}
