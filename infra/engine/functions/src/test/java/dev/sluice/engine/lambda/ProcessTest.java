package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.SystemTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions in Python and JavaScript, run by the machine's interpreters.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html">Exceptions in Python</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html">Exceptions in Node.js</a>
 */
class ProcessTest {

    @TempDir
    Path folder;

    private LocalLambda lambda;

    @BeforeEach
    void open() {
        lambda = new LocalLambda(folder, new SystemTime());
    }

    @AfterEach
    void close() {
        lambda.close();
    }

    private static void need(Language language) {
        if (!language.available()) {
            System.err.println("SKIPPED: a function in " + language + ", because there is no " + language.interpreter()
                    + " on the PATH");
        }
        assumeThat(language.available()).isTrue();
    }

    private void python(String source) {
        python("index.handler", source);
    }

    private void python(String handler, String source) {
        need(Language.PYTHON);
        create("python3.12", handler, "index.py", source);
    }

    private void javaScript(String file, String source) {
        need(Language.JAVASCRIPT);
        create("nodejs20.x", "index.handler", file, source);
    }

    private void create(String runtime, String handler, String file, String source) {
        FunctionJar zip = new FunctionJar().with(file, source.getBytes(StandardCharsets.UTF_8));
        var more = Json.object().put("Runtime", runtime);
        more.putObject("Environment").putObject("Variables").put("COLOUR", "blue");
        lambda.create("f", handler, zip, more);
    }

    private JsonNode invoke(String payload) {
        return Json.parseTrusted(lambda.invoke("f", payload));
    }

    private static void error(JsonNode error, String type, String message) {
        assertThat(error.path("errorType").asText()).isEqualTo(type);
        assertThat(error.path("errorMessage").asText()).isEqualTo(message);
    }

    @Test
    void aPythonHandlerGetsItsEventItsContextAndItsEnvironment() {
        python("""
                import os
                def handler(event, context):
                    return [event["n"] + 1, context.function_name, context.invoked_function_arn, os.environ["COLOUR"],
                            0 < context.get_remaining_time_in_millis() <= 3000, len(context.aws_request_id)]
                """);
        assertThat(invoke("{\"n\":1}"))
                .isEqualTo(Json.parseTrusted(
                        "[2,\"f\",\"arn:aws:lambda:us-east-1:000000000000:function:f\",\"blue\",true,36]"));
    }

    @Test
    void whatPythonPrintsIsInTheLogOfItsInvocation() {
        python("""
                import logging, subprocess, sys
                def handler(event, context):
                    print("printed " + event)
                    print("complained " + event, file=sys.stderr)
                    logging.warning("logged %s", event)
                    subprocess.run(["echo", "child " + event])
                """);
        for (String word : new String[] {"one", "two"}) {
            byte[] payload = ("\"" + word + "\"").getBytes(StandardCharsets.UTF_8);
            assertThat(LocalLambda.log(lambda.raw("f", "RequestResponse", payload)))
                    .contains("printed " + word, "complained " + word, "\tlogged " + word, "child " + word)
                    .doesNotContain(word.equals("two") ? "one" : "two");
        }
    }

    @Test
    void aLineWithoutAnEndIsLoggedAndEndsNothingAndALongOneIsCut() {
        python("""
                import sys
                def handler(event, context):
                    sys.stdout.write("x" * (3 << 20) + "\\n")
                    sys.stdout.write("no end")
                    return event
                """);
        String log = LocalLambda.log(lambda.raw("f", "RequestResponse", "1".getBytes(StandardCharsets.UTF_8)));
        assertThat(log).contains("no end").doesNotContain("Task timed out");
        assertThat(invoke("2").asInt()).isEqualTo(2);
    }

    @Test
    void anInstanceKeepsWhatItHasUntilItsProcessEnds() {
        python("""
                import sys
                count = 0
                def handler(event, context):
                    global count
                    count += 1
                    if event == "exit":
                        sys.exit(3)
                    return count
                """);
        assertThat(invoke("1").asInt()).isEqualTo(1);
        assertThat(invoke("1").asInt()).isEqualTo(2);
        assertThat(invoke("\"exit\"").path("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(invoke("1").asInt()).isEqualTo(1);
    }

    @Test
    void whatPythonRaisesIsToldAsItsRuntimeTellsIt() {
        python("def handler(event, context):\n    raise ValueError(event)\n");
        Response.Raw answer = lambda.raw("f", "RequestResponse", "\"no\"".getBytes(StandardCharsets.UTF_8));
        assertThat(answer.headers()).containsEntry("X-Amz-Function-Error", "Unhandled");
        JsonNode error = Json.parseTrusted(LocalLambda.text(answer));
        error(error, "ValueError", "no");
        assertThat(error.path("requestId").asText()).hasSize(36);
        assertThat(error.path("stackTrace").path(0).asText())
                .contains("\"/var/task/index.py\"", "raise ValueError(event)");
    }

    @Test
    void aResultThatIsNoJsonIsAnError() {
        python("def handler(event, context):\n    return {1, 2}\n");
        error(
                invoke("1"),
                "Runtime.MarshalError",
                "Unable to marshal response: Object of type set is not JSON serializable");
    }

    @Test
    void aPythonHandlerThatCannotBeLoadedIsAnError() {
        python("nothing.handler", "");
        error(invoke("1"), "Runtime.ImportModuleError", "Unable to import module 'nothing': No module named 'nothing'");
    }

    @Test
    void aPythonHandlerThatIsMissingIsAnError() {
        python("index.nothing", "");
        error(invoke("1"), "Runtime.HandlerNotFound", "Handler 'nothing' missing on module 'index'");
    }

    @Test
    void aFunctionThatTakesTooLongIsEndedWithItsProcess() {
        python("""
                import os, time
                def handler(event, context):
                    if event == "pid":
                        return os.getpid()
                    time.sleep(60)
                """);
        lambda.call(
                "UpdateFunctionConfiguration",
                Json.object().put("FunctionName", "f").put("Timeout", 1));
        long pid = invoke("\"pid\"").asLong();
        assertThat(ProcessHandle.of(pid)).isPresent();
        assertThat(invoke("1").path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        await().until(() -> ProcessHandle.of(pid).isEmpty());
    }

    @Test
    void anIdleProcessEndsWithTheEngine() {
        python("import os\ndef handler(event, context):\n    return os.getpid()\n");
        long pid = invoke("1").asLong();
        lambda.close();
        await().until(() -> ProcessHandle.of(pid).isEmpty());
        lambda = new LocalLambda(folder.resolve("other"), new SystemTime());
    }

    /** Recorded on AWS by LocalStack's test_x_ray_trace_propagation. */
    @Test
    void aFunctionSeesTheTraceOfItsCaller() {
        python("import os\ndef handler(event, context):\n    return os.environ['_X_AMZN_TRACE_ID']\n");
        Request request = new Request(
                Caller.root("000000000000"),
                Json.object().put("FunctionName", "f"),
                "{}".getBytes(StandardCharsets.UTF_8),
                Map.of("x-amzn-trace-id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"));
        assertThat(LocalLambda.text((Response.Raw) lambda.kernel().aws().invoke("lambda", "Invoke", request)))
                .isEqualTo("\"Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1\"");
        assertThat(invoke("1").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0");
    }

    @Test
    void anAsynchronousHandlerInJavaScriptAnswers() {
        javaScript("index.mjs", """
                export const handler = async (event, context) => {
                  console.log('got', event);
                  return [event.n + 1, context.functionName, process.env.COLOUR];
                };
                """);
        Response.Raw answer = lambda.raw("f", "RequestResponse", "{\"n\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(LocalLambda.text(answer)).isEqualTo("[2,\"f\",\"blue\"]");
        assertThat(LocalLambda.log(answer)).contains("\tINFO\tgot { n: 1 }");
    }

    @Test
    void whateverJavaScriptWritesToItsOutputIsLogged() {
        javaScript("index.js", """
                const fs = require('fs');
                const { execSync, spawnSync } = require('child_process');
                exports.handler = async (event) => {
                  fs.writeSync(1, 'descriptor ' + event + '\\n');
                  fs.writeSync(2, 'complaint ' + event + '\\n');
                  process.stdout.write('stream ' + event + '\\n');
                  process.stderr.write('errors ' + event + '\\n');
                  execSync('echo child ' + event, { stdio: 'inherit' });
                  spawnSync('sh', ['-c', 'echo shell ' + event + ' >&2'], { stdio: 'inherit' });
                  return event;
                };
                """);
        for (String word : new String[] {"one", "two"}) {
            Response.Raw answer =
                    lambda.raw("f", "RequestResponse", ("\"" + word + "\"").getBytes(StandardCharsets.UTF_8));
            assertThat(LocalLambda.text(answer)).isEqualTo("\"" + word + "\"");
            assertThat(LocalLambda.log(answer))
                    .contains(
                            "descriptor " + word,
                            "complaint " + word,
                            "stream " + word,
                            "errors " + word,
                            "child " + word,
                            "shell " + word)
                    .doesNotContain(word.equals("two") ? "one" : "two");
        }
    }

    @Test
    void standardInputOfAFunctionIsEmptyAndNotTheEnginesChannel() {
        javaScript("index.js", """
                const fs = require('fs');
                const { execSync } = require('child_process');
                exports.handler = async () => [fs.readFileSync(0, 'utf8'), String(execSync('cat', { stdio: [0, 'pipe', 2] }))];
                """);
        assertThat(invoke("1")).isEqualTo(Json.parseTrusted("[\"\",\"\"]"));
        assertThat(invoke("2")).isEqualTo(Json.parseTrusted("[\"\",\"\"]"));
    }

    @Test
    void aProcessThatPythonStartsHasNoneOfTheEnginesChannels() {
        python("""
                import os, subprocess, sys
                def handler(event, context):
                    os.write(1, b"descriptor\\n")
                    os.system("echo shell; (echo forged >&3) 2>/dev/null")
                    return [subprocess.run(["cat"], capture_output=True, text=True).stdout, sys.stdin.read()]
                """);
        Response.Raw answer = lambda.raw("f", "RequestResponse", "1".getBytes(StandardCharsets.UTF_8));
        assertThat(LocalLambda.text(answer)).isEqualTo("[\"\", \"\"]");
        assertThat(LocalLambda.log(answer)).contains("descriptor", "shell").doesNotContain("forged");
    }

    @Test
    void aLogInJsonHasTheLevelsThatTheFunctionAsksFor() {
        need(Language.JAVASCRIPT);
        need(Language.PYTHON);
        Map<String, String> sources = Map.of(
                "index.js",
                "exports.handler = async () => { console.log('quiet'); console.error('loud'); };",
                "index.py",
                "import logging\ndef handler(event, context):\n    logging.info('quiet')\n    logging.error('loud')\n");
        sources.forEach((file, source) -> {
            var more = Json.object().put("Runtime", file.endsWith("js") ? "nodejs20.x" : "python3.12");
            more.putObject("LoggingConfig").put("LogFormat", "JSON").put("ApplicationLogLevel", "WARN");
            String name = file.replace('.', '-');
            JsonNode made = lambda.create(
                    name, "index.handler", new FunctionJar().with(file, source.getBytes(StandardCharsets.UTF_8)), more);
            assertThat(made.path("LoggingConfig"))
                    .isEqualTo(Json.parseTrusted("{\"LogFormat\":\"JSON\",\"LogGroup\":\"/aws/lambda/" + name
                            + "\",\"ApplicationLogLevel\":\"WARN\",\"SystemLogLevel\":\"INFO\"}"));
            String log = LocalLambda.log(lambda.raw(name, "RequestResponse", "1".getBytes(StandardCharsets.UTF_8)));
            assertThat(log.lines()
                            .map(Json::parseTrusted)
                            .map(line -> line.path("type")
                                    .asText(line.path("level").asText() + " "
                                            + line.path("message").asText())))
                    .as(file)
                    .containsExactly("platform.start", "ERROR loud", "platform.report");
        });
    }

    @Test
    void aLogFormatThatTheEngineDoesNotWriteIsRefused() {
        var more = Json.object();
        more.putObject("LoggingConfig").put("LogFormat", "JSON");
        assertThatThrownBy(() -> lambda.create("f", "F::f", FunctionJar.of("public class F {}"), more))
                .hasMessageContaining("functions in Java");
        more.putObject("LoggingConfig").put("ApplicationLogLevel", "WARN");
        assertThatThrownBy(() -> lambda.create("f", "F::f", FunctionJar.of("public class F {}"), more))
                .hasMessageContaining("only be set if the LogFormat");
    }

    @Test
    void aHandlerInJavaScriptMayCallBack() {
        javaScript(
                "index.js",
                "exports.handler = (event, context, callback) => setTimeout(() => callback(null, {n: event.n}), 5);");
        assertThat(invoke("{\"n\":7}")).isEqualTo(Json.parseTrusted("{\"n\":7}"));
    }

    @Test
    void whatJavaScriptThrowsIsToldAsItsRuntimeTellsIt() {
        javaScript("index.js", "exports.handler = async () => { throw new TypeError('no'); };");
        JsonNode error = invoke("1");
        error(error, "TypeError", "no");
        assertThat(error.path("trace").path(0).asText()).isEqualTo("TypeError: no");
    }

    @Test
    void aHandlerInJavaScriptThatIsMissingIsAnError() {
        javaScript("index.js", "exports.other = 1;");
        error(invoke("1"), "Runtime.HandlerNotFound", "index.handler is undefined or not exported");
    }

    @Test
    void aRuntimeThatTheEngineDoesNotRunIsRefused() {
        assertThatThrownBy(() -> create("ruby3.4", "f.handler", "f.rb", ""))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameterValueException"));
    }
}
