package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers may look like, what they are given, and what is answered when they fail. */
class HandlerTest {

    private static final FunctionJar JAR = FunctionJar.of("""
            package f;
            public class Echo implements RequestStreamHandler {
                public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException {
                    in.transferTo(out);
                }
            }
            """, """
            package f;
            public class Typed implements RequestHandler<Map<String, Integer>, Typed.Answer> {
                public record Answer(int sum) {}
                public Answer handleRequest(Map<String, Integer> in, Context c) {
                    return new Answer(in.values().stream().mapToInt(Integer::intValue).sum());
                }
            }
            """, """
            package f;
            public class Plain {
                public String greet(Person person, Context context) {
                    return "hello " + person.getName() + " from " + context.getFunctionName();
                }
                public static List<Integer> twice(List<Integer> in) {
                    return in.stream().map(n -> 2 * n).toList();
                }
                public void streams(InputStream in, OutputStream out) throws IOException {
                    out.write('[');
                    in.transferTo(out);
                    out.write(']');
                }
                public void nothing() {}
                public static class Person {
                    private String name = "";
                    public String getName() { return name; }
                    public void setName(String name) { this.name = name; }
                }
            }
            """, """
            package f;
            public class Told implements RequestHandler<Object, String> {
                private final Map<String, String> env;
                Told(Map<String, String> env) { this.env = env; }
                public Told() { throw new IllegalStateException("the other constructor"); }
                public String handleRequest(Object in, Context c) {
                    c.getLogger().log("told");
                    return env.get("COLOUR") + " " + env.get("AWS_REGION") + " " + env.get("AWS_LAMBDA_FUNCTION_NAME") + " "
                            + env.get("AWS_ENDPOINT_URL") + " " + c.getInvokedFunctionArn() + " " + c.getFunctionVersion() + " "
                            + c.getMemoryLimitInMB() + " " + c.getRemainingTimeInMillis() + " " + c.getLogGroupName();
                }
            }
            """, """
            package f;
            public class Failing implements RequestHandler<String, String> {
                public String handleRequest(String in, Context c) {
                    switch (in) {
                        case "plain": throw new IllegalArgumentException("not this one");
                        case "silent": throw new IllegalStateException();
                        case "memory": throw new OutOfMemoryError("Java heap space");
                        case "deep": return handleRequest(in, c) + handleRequest(in, c);
                        default: return in;
                    }
                }
            }
            """, """
            package f;
            public class NoInit implements RequestHandler<String, String> {
                public NoInit() { throw new IllegalStateException("no such table"); }
                public String handleRequest(String in, Context c) { return in; }
            }
            """);

    @TempDir
    Path folder;

    private LocalLambda lambda;

    @BeforeEach
    void open() {
        lambda = new LocalLambda(folder, new ManualTime());
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    @Test
    void aStreamHandlerSeesTheBytesThatCame() {
        lambda.create("echo", "f.Echo", JAR);
        assertThat(lambda.invoke("echo", "{ \"a\" : 1.0}")).isEqualTo("{ \"a\" : 1.0}");
        assertThat(lambda.invoke("echo", "")).isEqualTo("{}");
    }

    @Test
    void aRequestHandlerIsGivenItsOwnTypes() {
        lambda.create("typed", "f.Typed::handleRequest", JAR);
        assertThat(lambda.invoke("typed", "{\"a\":1,\"b\":41}")).isEqualTo("{\"sum\":42}");
    }

    @Test
    void anyMethodCanBeAHandler() {
        lambda.create("greet", "f.Plain::greet", JAR);
        assertThat(lambda.invoke("greet", "{\"Name\":\"Ada\",\"other\":1}")).isEqualTo("\"hello Ada from greet\"");
        lambda.create("twice", "f.Plain::twice", JAR);
        assertThat(lambda.invoke("twice", "[1,2]")).isEqualTo("[2,4]");
        lambda.create("streams", "f.Plain::streams", JAR);
        assertThat(lambda.invoke("streams", "7")).isEqualTo("[7]");
        lambda.create("nothing", "f.Plain::nothing", JAR);
        assertThat(lambda.invoke("nothing", "7")).isEqualTo("null");
    }

    @Test
    void aHandlerIsToldItsEnvironmentAndItsContext() {
        var more = Json.object().put("MemorySize", 256);
        more.putObject("Environment").putObject("Variables").put("COLOUR", "blue");
        lambda.create("told", "f.Told", JAR, more);
        String arn = "arn:aws:lambda:us-east-1:000000000000:function:told";
        assertThat(lambda.invoke("told", "{}"))
                .isEqualTo(
                        "\"blue us-east-1 told http://127.0.0.1:4566 " + arn + " $LATEST 256 3000 /aws/lambda/told\"");
    }

    @Test
    void whatAHandlerThrowsIsAnsweredAsTheJavaRuntimeWritesIt() throws Exception {
        lambda.create("failing", "f.Failing", JAR);
        Response.Raw response = lambda.raw("failing", "RequestResponse", FunctionJar.utf8("\"plain\""));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        JsonNode error = Json.parse(LocalLambda.text(response));
        assertThat(error.path("errorMessage").asText()).isEqualTo("not this one");
        assertThat(error.path("errorType").asText()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(error.path("stackTrace")).hasSize(2);
        assertThat(error.path("stackTrace").path(0).asText())
                .matches("f\\.Failing\\.handleRequest\\(Failing\\.java:\\d+\\)");
        assertThat(Json.parse(lambda.invoke("failing", "\"silent\""))
                        .path("errorMessage")
                        .asText())
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(lambda.invoke("failing", "{}"))
                .contains("An error occurred during JSON parsing")
                .contains("java.lang.RuntimeException");
    }

    @Test
    void errorsOfTheVirtualMachineEndTheInstanceAndNotTheEngine() {
        lambda.create("failing", "f.Failing", JAR);
        assertThat(lambda.invoke("failing", "\"memory\"")).contains("\"errorType\":\"java.lang.OutOfMemoryError\"");
        assertThat(lambda.invoke("failing", "\"deep\"")).contains("\"errorType\":\"java.lang.StackOverflowError\"");
        assertThat(lambda.invoke("failing", "\"fine\"")).isEqualTo("\"fine\"");
    }

    @Test
    void aHandlerThatCannotBeMadeIsReportedAtEachInvocation() {
        lambda.create("missing", "f.Missing", JAR);
        assertThat(lambda.invoke("missing", "{}"))
                .contains("\"errorMessage\":\"Class not found: f.Missing\"")
                .contains("java.lang.ClassNotFoundException");
        lambda.create("method", "f.Plain::other", JAR);
        assertThat(lambda.invoke("method", "{}")).contains("No public method named other");
        lambda.create("noinit", "f.NoInit", JAR);
        assertThat(lambda.invoke("noinit", "\"\"")).contains("no such table");
        assertThat(lambda.invoke("noinit", "\"\"")).contains("no such table");
    }

    @Test
    void exitAndTheEnvironmentAreTheFunctionsOwn() {
        FunctionJar jar = FunctionJar.of("""
                package f;
                public class Leaving implements RequestHandler<Integer, String> {
                    public String handleRequest(Integer in, Context c) {
                        if (in >= 0) {
                            System.exit(in);
                        }
                        long wide = Long.MAX_VALUE - in;
                        java.util.function.Function<String, String> env = System::getenv;
                        return System.getenv("COLOUR") + env.apply("COLOUR") + System.getenv().get("COLOUR")
                                + System.getenv("PATH") + (wide > 0);
                    }
                }
                """);
        var more = Json.object();
        more.putObject("Environment").putObject("Variables").put("COLOUR", "blue");
        lambda.create("leaving", "f.Leaving", jar, more);
        assertThat(lambda.invoke("leaving", "7"))
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Runtime exited with error: exit status 7");
        assertThat(lambda.invoke("leaving", "0")).contains("Runtime exited without providing a reason");
        assertThat(lambda.invoke("leaving", "-1")).isEqualTo("\"bluebluebluenullfalse\"");
    }

    @Test
    void handlersThatTakeTheirEnvironmentShareTheClassesOfTheirPackageAndOthersDoNot() {
        FunctionJar jar = FunctionJar.of("""
                package f;
                public class Counter {
                    private static int calls;
                    public static int next() { return ++calls; }
                }
                """, """
                package f;
                public class Sharing implements RequestHandler<Object, String> {
                    private final String colour;
                    Sharing(Map<String, String> environment) { colour = environment.get("COLOUR"); }
                    public String handleRequest(Object in, Context c) {
                        return Counter.next() + colour + System.getenv("COLOUR");
                    }
                }
                """, """
                package f;
                public class Alone implements RequestHandler<Object, String> {
                    public String handleRequest(Object in, Context c) { return Counter.next() + System.getenv("COLOUR"); }
                }
                """);
        for (String colour : new String[] {"red", "blue"}) {
            var more = Json.object();
            more.putObject("Environment").putObject("Variables").put("COLOUR", colour);
            lambda.create("sharing-" + colour, "f.Sharing", jar, more);
            lambda.create("alone-" + colour, "f.Alone", jar, more);
        }
        assertThat(lambda.invoke("sharing-red", "{}")).isEqualTo("\"1redred\"");
        assertThat(lambda.invoke("sharing-blue", "{}")).isEqualTo("\"2blueblue\"");
        assertThat(lambda.invoke("sharing-red", "{}")).isEqualTo("\"3redred\"");
        assertThat(lambda.invoke("alone-red", "{}")).isEqualTo("\"1red\"");
        assertThat(lambda.invoke("alone-blue", "{}")).isEqualTo("\"1blue\"");
    }

    @Test
    void theLogTailHoldsWhatTheFunctionLoggedBetweenLambdasOwnLines() {
        lambda.create("told", "f.Told", JAR);
        Response.Raw response = lambda.raw("told", "RequestResponse", FunctionJar.utf8("{}"));
        assertThat(LocalLambda.log(response).lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("START RequestId: \\S{36} Version: \\$LATEST"),
                        line -> assertThat(line).isEqualTo("told"),
                        line -> assertThat(line).matches("END RequestId: \\S{36}"),
                        line -> assertThat(line)
                                .matches("REPORT RequestId: \\S{36}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms"
                                        + "\tMemory Size: 128 MB\tInit Duration: [\\d.]+ ms\t"));
        assertThat(response.headers()).containsEntry("X-Amz-Executed-Version", "$LATEST");
    }
}
