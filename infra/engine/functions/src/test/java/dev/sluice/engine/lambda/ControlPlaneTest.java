package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import java.nio.file.Path;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions, versions, aliases, policies and settings, with AWS's refusals. */
class ControlPlaneTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

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
    void aVersionKeepsItsCodeAndAnAliasChoosesOne() {
        lambda.create("f", "f.Says", says("one"));
        assertThat(lambda.call("PublishVersion", "f").path("Version").asText()).isEqualTo("1");
        assertThat(lambda.call("PublishVersion", "f").path("Version").asText())
                .as("the same code is not published twice")
                .isEqualTo("1");
        lambda.call("UpdateFunctionCode", code(says("two")).put("FunctionName", "f"));
        assertThat(lambda.call("PublishVersion", "f").path("FunctionArn").asText())
                .isEqualTo(ARN + ":2");
        alias("CreateAlias", "live", "1");
        assertThat(lambda.invoke("f:1", "1")).isEqualTo("\"one\"");
        assertThat(lambda.invoke("f", "1")).isEqualTo("\"two\"");
        assertThat(lambda.invoke("f:live", "1")).isEqualTo("\"one\"");
        ObjectNode weighted = Json.object().put("FunctionName", "f").put("Name", "live");
        weighted.putObject("RoutingConfig")
                .putObject("AdditionalVersionWeights")
                .put("2", 1.0);
        lambda.call("UpdateAlias", weighted);
        assertThat(lambda.invoke("f:live", "1")).isEqualTo("\"two\"");
        refused(
                "ResourceConflictException",
                "Version 1 is being used by aliases [live]",
                () -> lambda.call("DeleteFunction", "f:1"));
        lambda.call("DeleteAlias", Json.object().put("FunctionName", "f").put("Name", "live"));
        lambda.call("DeleteFunction", "f:1");
        refused("ResourceNotFoundException", "Function not found: " + ARN + ":1", () -> lambda.invoke("f:1", "1"));
        refused(
                "ResourceNotFoundException",
                "Cannot find alias arn: " + ARN + ":live",
                () -> lambda.call(
                        "GetAlias", Json.object().put("FunctionName", "f").put("Name", "live")));
    }

    @Test
    void aDeletedFunctionIsGone() {
        lambda.create("f", "f.Says", says("one"));
        lambda.invoke("f", "1");
        lambda.call("DeleteFunction", "f");
        refused("ResourceNotFoundException", "Function not found: " + ARN, () -> lambda.invoke("f", "1"));
        lambda.create("f", "f.Says", says("again"));
        assertThat(lambda.invoke("f", "1")).isEqualTo("\"again\"");
    }

    @Test
    void settingsThatChangeTakeHoldAndThoseThatDoNotKeepTheRevision() {
        JsonNode made = lambda.create("f", "f.Says", says("one"));
        JsonNode same = lambda.call(
                "UpdateFunctionConfiguration",
                Json.object().put("FunctionName", "f").put("Timeout", 3));
        assertThat(same.path("RevisionId")).isEqualTo(made.path("RevisionId"));
        JsonNode other = lambda.call(
                "UpdateFunctionConfiguration",
                Json.object().put("FunctionName", "f").put("Timeout", 4));
        assertThat(other.path("Timeout").asInt()).isEqualTo(4);
        assertThat(other.path("RevisionId")).isNotEqualTo(made.path("RevisionId"));
        refused(
                "PreconditionFailedException",
                "The Revision Id provided does not match",
                () -> lambda.call(
                        "UpdateFunctionConfiguration",
                        Json.object()
                                .put("FunctionName", "f")
                                .put("RevisionId", made.path("RevisionId").asText())));
    }

    @Test
    void whatCannotBeHonouredIsRefused() {
        refused("InvalidParameterValueException", "runs functions in Java (", () -> create("Runtime", "ruby3.4"));
        refused("ValidationException", "'timeout' failed to satisfy constraint", () -> create("Timeout", "901"));
        refused("ValidationException", "'memorySize' failed to satisfy constraint", () -> create("MemorySize", "64"));
        refused("ValidationException", "'role' failed to satisfy constraint", () -> create("Role", "root"));
        refused("ValidationException", "'functionName' failed to satisfy", () -> create("FunctionName", "a b"));
        ObjectNode reserved = Json.object();
        reserved.putObject("Environment").putObject("Variables").put("AWS_REGION", "x");
        refused(
                "InvalidParameterValueException",
                "Reserved keys used in this request: AWS_REGION",
                () -> lambda.create("f", "f.Says", says("x"), reserved));
        ObjectNode large = Json.object();
        large.putObject("Environment").putObject("Variables").put("LARGE", "x".repeat(4_096));
        refused(
                "InvalidParameterValueException",
                "exceeded the 4KB limit",
                () -> lambda.create("f", "f.Says", says("x"), large));
        ObjectNode layers = Json.object();
        layers.putArray("Layers").add("arn:aws:lambda:us-east-1:000000000000:layer:l:1");
        refused(
                "InvalidParameterValueException",
                "does not support Layers",
                () -> lambda.create("f", "f.Says", says("x"), layers));
        refused("InvalidParameterValueException", "Could not unzip uploaded file", () -> {
            lambda.create("f", "f.Says", says("x"));
            lambda.call(
                    "UpdateFunctionCode",
                    Json.object()
                            .put("FunctionName", "f")
                            .put("ZipFile", Base64.getEncoder().encodeToString("no zip".getBytes())));
        });
        refused(
                "InvalidParameterValueException",
                "Could not unzip",
                () -> lambda.call(
                        "UpdateFunctionCode",
                        code(says("x").with("../../outside", new byte[1])).put("FunctionName", "f")));
    }

    @Test
    void aPolicyIsKeptStatementByStatement() {
        lambda.create("f", "f.Says", says("one"));
        ObjectNode statement = Json.object()
                .put("FunctionName", "f")
                .put("StatementId", "s")
                .put("Action", "lambda:InvokeFunction")
                .put("Principal", "events.amazonaws.com")
                .put("SourceArn", "arn:aws:events:us-east-1:000000000000:rule/r")
                .put("SourceAccount", "000000000000");
        assertThat(lambda.call("AddPermission", statement).path("Statement").asText())
                .isEqualTo("{\"Sid\":\"s\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"events.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + ARN + "\",\"Condition\":{"
                        + "\"StringEquals\":{\"AWS:SourceAccount\":\"000000000000\"},"
                        + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:events:us-east-1:000000000000:rule/r\"}}}");
        refused(
                "ResourceConflictException",
                "The statement id (s) provided already exists",
                () -> lambda.call("AddPermission", statement));
        lambda.call("RemovePermission", statement);
        refused(
                "ResourceNotFoundException",
                "The resource you requested does not exist.",
                () -> lambda.call("GetPolicy", "f"));
        refused(
                "ResourceNotFoundException",
                "Statement s is not found in resource policy.",
                () -> lambda.call("RemovePermission", statement));
    }

    @Test
    void listsComeInPages() {
        for (String name : new String[] {"a", "b", "c"}) {
            lambda.create(name, "f.Says", says("one"));
        }
        JsonNode first = lambda.call("ListFunctions", Json.object().put("MaxItems", "2"));
        assertThat(first.path("Functions").findValuesAsText("FunctionName")).containsExactly("a", "b");
        JsonNode second = lambda.call("ListFunctions", Json.object().set("Marker", first.path("NextMarker")));
        assertThat(second.path("Functions").findValuesAsText("FunctionName")).containsExactly("c");
        assertThat(second.has("NextMarker")).isFalse();
    }

    private void create(String member, String value) {
        ObjectNode input = Json.object()
                .put("FunctionName", "f")
                .put("Handler", "f.Says")
                .put("Runtime", "java17")
                .put("Role", LocalLambda.ROLE);
        input.setAll(code(says("x")));
        lambda.call("CreateFunction", input.put(member, value));
    }

    private void alias(String operation, String name, String version) {
        lambda.call(
                operation,
                Json.object().put("FunctionName", "f").put("Name", name).put("FunctionVersion", version));
    }

    private static ObjectNode code(FunctionJar jar) {
        return Json.object().put("ZipFile", Base64.getEncoder().encodeToString(jar.bytes()));
    }

    private static FunctionJar says(String word) {
        return FunctionJar.of("""
                package f;
                public class Says implements RequestHandler<Object, String> {
                    public String handleRequest(Object in, Context c) { return "WORD"; }
                }
                """.replace("WORD", word));
    }

    private static void refused(String code, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.message()).contains(message);
        });
    }

    @Test
    void anAliasAndAVersionThatIsNotThereAreNotDeletedAsFunctions() {
        lambda.create("f", "f.Says", says("one"));
        lambda.call("PublishVersion", "f");
        alias("CreateAlias", "live", "1");
        refused(
                "ResourceNotFoundException",
                "Function not found: " + ARN + ":live, which is an alias: DeleteAlias deletes it",
                () -> lambda.call("DeleteFunction", ARN + ":live"));
        refused(
                "ResourceNotFoundException",
                "Function not found: " + ARN + ":7",
                () -> lambda.call("DeleteFunction", "f:7"));
        assertThat(lambda.invoke("f:live", "1")).isEqualTo("\"one\"");
    }

    @Test
    void aFunctionIsPendingInTheAnswerThatMakesItAndActiveAfterwards() {
        ObjectNode more = Json.object();
        more.putObject("Environment").putObject("Variables");
        var made = lambda.create("f", "f.Says", says("one"), more);
        assertThat(made.path("State").asText()).isEqualTo("Pending");
        assertThat(made.path("StateReason").asText()).isEqualTo("The function is being created.");
        assertThat(made.path("StateReasonCode").asText()).isEqualTo("Creating");
        assertThat(made.has("LastUpdateStatus")).isFalse();
        assertThat(made.at("/RuntimeVersionConfig/RuntimeVersionArn").asText())
                .matches("arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}");
        assertThat(made.path("Environment")).hasToString("{\"Variables\":{}}");
        var now = lambda.call("GetFunctionConfiguration", "f");
        assertThat(now.path("State").asText()).isEqualTo("Active");
        assertThat(now.path("LastUpdateStatus").asText()).isEqualTo("Successful");
        assertThat(lambda.call("PublishVersion", "f").path("State").asText()).isEqualTo("Pending");
        assertThat(lambda.call("PublishVersion", "f").path("State").asText())
                .as("the same version again")
                .isEqualTo("Active");
    }

    @Test
    void argumentsAreCheckedBeforeTheFunctionIsLookedUp() {
        refused(
                "ValidationException",
                "1 validation error detected",
                () -> lambda.call(
                        "UpdateFunctionConfiguration",
                        Json.object().put("FunctionName", "none").put("Timeout", 0)));
        refused(
                "ValidationException",
                "1 validation error detected",
                () -> lambda.call(
                        "PutFunctionConcurrency",
                        Json.object().put("FunctionName", "none").put("ReservedConcurrentExecutions", -1)));
        refused(
                "ValidationException",
                "1 validation error detected",
                () -> lambda.call(
                        "PutFunctionEventInvokeConfig",
                        Json.object().put("FunctionName", "none").put("MaximumRetryAttempts", 9)));
    }
}
