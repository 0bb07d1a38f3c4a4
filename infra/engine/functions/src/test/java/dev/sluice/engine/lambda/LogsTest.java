package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.StandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions' logs reach CloudWatch Logs. */
class LogsTest {

    private static final FunctionJar JAR = FunctionJar.of("""
            package f;
            public class Talking implements RequestHandler<Object, String> {
                public String handleRequest(Object in, Context c) {
                    c.getLogger().log("one");
                    c.getLogger().log("two".getBytes());
                    return "ok";
                }
            }
            """);

    private static final FunctionJar PRINTING = FunctionJar.of("""
            package f;
            public class Printing implements RequestHandler<Object, String> {
                static { System.out.println("at init"); }
                public String handleRequest(Object in, Context c) {
                    System.out.println("first\\nsecond \u20ac");
                    c.getLogger().log("logged");
                    new Exception("traced").printStackTrace();
                    CompletableFuture<Void> printed = new CompletableFuture<>();
                    new Thread(() -> { System.err.print("unfinished"); printed.complete(null); }).start();
                    printed.join();
                    return "ok";
                }
            }
            """);

    @TempDir
    Path folder;

    /** On AWS a function's standard output and error are its log. */
    @Test
    void whatAFunctionPrintsIsItsLog() {
        StandIn logs = new StandIn("logs")
                .on("CreateLogGroup", input -> Json.object())
                .on("CreateLogStream", input -> Json.object())
                .on("PutLogEvents", input -> Json.object());
        try (LocalLambda lambda = new LocalLambda(folder, new ManualTime(), logs)) {
            lambda.create("printing", "f.Printing", PRINTING);
            System.out.println("the engine's own");
            lambda.invoke("printing", "{}");
            await().until(() -> !logs.calls("PutLogEvents").isEmpty());
        }
        List<String> lines = new ArrayList<>();
        logs.calls("PutLogEvents")
                .get(0)
                .input()
                .path("logEvents")
                .forEach(event -> lines.add(event.path("message").asText()));
        lines.removeIf(line -> line.startsWith("\tat "));
        assertThat(lines.subList(0, 7))
                .satisfies(all -> assertThat(all.get(1)).startsWith("START"))
                .containsSubsequence(
                        "at init", "first", "second \u20ac", "logged", "java.lang.Exception: traced", "unfinished");
        assertThat(lines.get(7)).startsWith("END");
    }

    @Test
    void linesGoToTheFunctionsGroupWithItsRole() {
        AtomicBoolean made = new AtomicBoolean();
        StandIn logs = new StandIn("logs")
                .on("CreateLogGroup", input -> Json.object())
                .on("CreateLogStream", input -> {
                    made.set(true);
                    return Json.object();
                })
                .on("PutLogEvents", input -> {
                    if (!made.get()) {
                        throw AwsException.of("ResourceNotFoundException", "The specified log group does not exist.");
                    }
                    return Json.object();
                });
        try (LocalLambda lambda = new LocalLambda(folder, new ManualTime(), logs)) {
            lambda.create("talking", "f.Talking", JAR);
            lambda.invoke("talking", "{}");
            await().until(() -> logs.calls("PutLogEvents").size() == 2);
            StandIn.Call put = logs.calls("PutLogEvents").get(1);
            assertThat(put.caller()).isEqualTo("arn:aws:sts::000000000000:assumed-role/function/talking");
            assertThat(put.input().path("logGroupName").asText()).isEqualTo("/aws/lambda/talking");
            assertThat(put.input().path("logStreamName").asText()).matches("2026/11/24/\\[\\$LATEST][0-9a-f]{32}");
            List<String> lines = new ArrayList<>();
            for (JsonNode event : put.input().path("logEvents")) {
                lines.add(event.path("message").asText().split(" ")[0]);
            }
            assertThat(lines).containsExactly("START", "one", "two", "END", "REPORT");
            lambda.invoke("talking", "{}");
        }
        assertThat(logs.calls("CreateLogGroup")).hasSize(1);
        assertThat(logs.calls("PutLogEvents"))
                .as("what came before the end is written")
                .hasSize(3);
    }

    @Test
    void aRoleThatMayNotWriteLogsHasNoneAndTheFunctionWorks() {
        StandIn logs = new StandIn("logs").on("PutLogEvents", input -> {
            throw AwsException.of("AccessDeniedException", "no");
        });
        try (LocalLambda lambda = new LocalLambda(folder, new ManualTime(), logs)) {
            lambda.create("talking", "f.Talking", JAR);
            assertThat(lambda.invoke("talking", "{}")).isEqualTo("\"ok\"");
            await().until(() -> !logs.calls("PutLogEvents").isEmpty());
            assertThat(lambda.invoke("talking", "{}")).isEqualTo("\"ok\"");
        }
    }
}
