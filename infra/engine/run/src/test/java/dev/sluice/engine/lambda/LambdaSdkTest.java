package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Lambda as the AWS SDK sees it, from a template with an asset folder as CDK stages it. */
class LambdaSdkTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:echo";
    private static final String TEMPLATE = """
            {"Resources": {
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "echo", "AssumeRolePolicyDocument": {
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
              "Echo": {"Type": "AWS::Lambda::Function", "Properties": {
                "FunctionName": "echo", "Handler": "f.Echo", "Runtime": "java17", "Timeout": 5, "MemorySize": 256,
                "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"S3Bucket": "assets", "S3Key": "echo.zip"},
                "Environment": {"Variables": {"GREETING": "hi"}}, "Tags": [{"Key": "team", "Value": "core"}],
                "TracingConfig": {"Mode": "Active"}, "ReservedConcurrentExecutions": 7}},
              "Version": {"Type": "AWS::Lambda::Version", "Properties": {"FunctionName": {"Ref": "Echo"}}},
              "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Echo"}, "Name": "live",
                "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}},
              "Permission": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Echo"},
                "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com",
                "SourceArn": "arn:aws:events:us-east-1:000000000000:rule/r"}},
              "Retries": {"Type": "AWS::Lambda::EventInvokeConfig", "Properties": {"FunctionName": {"Ref": "Echo"},
                "Qualifier": "$LATEST", "MaximumRetryAttempts": 1}}
            }}
            """;
    private static final String ECHO = """
            package f;
            public class Echo implements RequestStreamHandler {
                private final Map<String, String> env;
                public Echo(Map<String, String> env) { this.env = env; }
                public void handleRequest(InputStream in, OutputStream out, Context c) throws IOException {
                    String text = Files.readString(Path.of(env.get("LAMBDA_TASK_ROOT"), "data", "x"));
                    out.write(("[\\"" + env.get("GREETING") + text + "\\",").getBytes());
                    in.transferTo(out);
                    out.write(']');
                }
            }
            """;

    @TempDir
    Path folder;

    private RunningEngine engine;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws IOException {
        Path asset = folder.resolve("cdk.out/asset.1");
        Files.createDirectories(asset.resolve("lib"));
        Files.createDirectories(asset.resolve("data"));
        Files.write(asset.resolve("lib/echo.jar"), FunctionJar.of(ECHO).bytes());
        Files.writeString(asset.resolve("data/x"), " there");
        Files.writeString(folder.resolve("cdk.out/app.template.json"), TEMPLATE);
        Files.writeString(
                folder.resolve("cdk.out/app.assets.json"),
                "{\"files\":{\"1\":{\"source\":{\"path\":\"asset.1\"},\"destinations\":{\"d\":{\"objectKey\":\"echo.zip\"}}}}}");
        run();
    }

    private void run() {
        engine = RunningEngine.with(folder.resolve("data"), folder.resolve("cdk.out/app.template.json"), Map.of());
        lambda = engine.client(LambdaClient.builder());
    }

    @AfterEach
    void stop() {
        lambda.close();
        engine.close();
    }

    @Test
    void theTemplatesFunctionIsInvokedByNameArnVersionAndAlias() {
        for (String name : new String[] {"echo", ARN, "000000000000:function:echo", ARN + ":1", ARN + ":live"}) {
            InvokeResponse response = lambda.invoke(request -> request.functionName(name)
                    .payload(SdkBytes.fromUtf8String("1"))
                    .logType(LogType.TAIL));
            assertThat(response.payload().asUtf8String()).isEqualTo("[\"hi there\",1]");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.functionError()).isNull();
            assertThat(response.logResult()).isNotEmpty();
            assertThat(response.executedVersion()).isEqualTo(name.length() > ARN.length() ? "1" : "$LATEST");
        }
        assertThat(lambda.invoke(request -> request.functionName("echo").qualifier("live"))
                        .executedVersion())
                .isEqualTo("1");
        assertThat(lambda.invoke(request -> request.functionName("echo").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void theTemplatesPropertiesAreShown() {
        var function = lambda.getFunction(request -> request.functionName("echo"));
        assertThat(function.configuration().timeout()).isEqualTo(5);
        assertThat(function.configuration().memorySize()).isEqualTo(256);
        assertThat(function.configuration().functionArn()).isEqualTo(ARN);
        assertThat(function.configuration().stateAsString()).isEqualTo("Active");
        assertThat(function.configuration().tracingConfig().modeAsString()).isEqualTo("Active");
        assertThat(function.tags()).containsEntry("team", "core");
        assertThat(function.concurrency().reservedConcurrentExecutions()).isEqualTo(7);
        assertThat(lambda.getPolicy(request -> request.functionName("echo")).policy())
                .contains("AWS:SourceArn");
        assertThat(lambda.getFunctionEventInvokeConfig(
                                request -> request.functionName("echo").qualifier("$LATEST"))
                        .maximumRetryAttempts())
                .isEqualTo(1);
        assertThat(lambda.listFunctions(request -> request.functionVersion(FunctionVersion.ALL))
                        .functions())
                .hasSize(2);
    }

    @Test
    void aRestartAppliesTheSameTemplateAndChangesNothing() {
        String before = lambda.getFunction(request -> request.functionName("echo"))
                .configuration()
                .revisionId();
        stop();
        run();
        assertThat(lambda.getFunction(request -> request.functionName("echo"))
                        .configuration()
                        .revisionId())
                .isEqualTo(before);
        assertThat(lambda.listVersionsByFunction(request -> request.functionName("echo"))
                        .versions())
                .hasSize(2);
        assertThat(lambda.invoke(request -> request.functionName(ARN + ":live"))
                        .payload()
                        .asUtf8String())
                .isEqualTo("[\"hi there\",{}]");
    }

    @Test
    void anotherRuntimeStopsTheEngineWithTheLogicalId() throws IOException {
        Path template = folder.resolve("cdk.out/app.template.json");
        Files.writeString(template, TEMPLATE.replace("java17", "ruby3.4"));
        assertThatThrownBy(() -> RunningEngine.with(folder.resolve("other"), template, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Echo (AWS::Lambda::Function): ")
                .hasMessageContaining("the runtime given is ruby3.4");
    }

    @Test
    void errorsAreAwss() {
        assertThatThrownBy(() -> lambda.invoke(request -> request.functionName("missing")))
                .isInstanceOfSatisfying(ResourceNotFoundException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("Function not found: arn:aws:lambda:us-east-1:000000000000:function:missing");
                });
        assertThatThrownBy(() ->
                        lambda.invoke(request -> request.functionName("echo").qualifier("9")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Function not found: " + ARN + ":9");
        assertThatThrownBy(() -> lambda.invoke(
                        request -> request.functionName("echo").payload(SdkBytes.fromUtf8String("{\"a\":"))))
                .isInstanceOf(InvalidRequestContentException.class)
                .hasMessageContaining("Could not parse request body into json");
        SdkBytes large = SdkBytes.fromUtf8String("\"" + "x".repeat(6_291_456) + "\"");
        assertThatThrownBy(() ->
                        lambda.invoke(request -> request.functionName("echo").payload(large)))
                .isInstanceOfSatisfying(
                        RequestTooLargeException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(413));
        assertThatThrownBy(() -> lambda.createFunction(request -> request.functionName("echo")
                        .role("arn:aws:iam::000000000000:role/echo")
                        .runtime(Runtime.JAVA17)
                        .handler("f.Echo")
                        .code(code -> code.zipFile(SdkBytes.fromUtf8String("x")))))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Function already exist: echo");
    }
}
