package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Inline functions in Python and JavaScript, and the custom resources that they create. */
class TemplateFunctionsTest {

    private static final String ROLE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
            """;

    private static final String THING = """
              Thing:
                Type: Custom::Thing
                Properties: {ServiceToken: !GetAtt Maker.Arn, Colour: %s}
              Queue:
                Type: AWS::SQS::Queue
                Properties: {QueueName: !Sub '${Thing}-${Thing.Colour}'}
            """;

    @TempDir
    Path folder;

    private Path app;

    @BeforeEach
    void need() throws IOException {
        app = Files.createDirectory(folder.resolve("app"));
        for (Language language : Language.values()) {
            if (!language.available()) {
                System.err.println("SKIPPED: functions in templates, because there is no " + language.interpreter());
            }
            assumeThat(language.available()).isTrue();
        }
    }

    private static String inline(String runtime, String code) {
        return "  Maker:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: " + runtime
                + "\n      Handler: index.handler\n      Role: !GetAtt Role.Arn\n      Timeout: 30\n      Code:\n        ZipFile: |\n"
                + code.indent(10);
    }

    private List<String> queues(String template) throws IOException {
        Path file = Files.writeString(app.resolve("shop.yaml"), template);
        try (RunningEngine engine = RunningEngine.with(folder.resolve("data"), file, Map.of());
                SqsClient sqs = engine.client(SqsClient.builder())) {
            return sqs.listQueues().queueUrls().stream()
                    .map(url -> url.substring(url.lastIndexOf('/') + 1))
                    .toList();
        }
    }

    @Test
    void inlinePythonMakesACustomResourceWithCloudFormationsModule() throws IOException {
        String code = """
                import cfnresponse
                def handler(event, context):
                    data = {"Colour": event["ResourceProperties"]["Colour"]}
                    cfnresponse.send(event, context, cfnresponse.SUCCESS, data, event["RequestType"].lower())
                """;
        assertThat(queues(ROLE + inline("python3.12", code) + THING.formatted("blue")))
                .containsExactly("create-blue");
        assertThat(queues(ROLE + inline("python3.12", code) + THING.formatted("blue")))
                .as("at the next start the function is not asked again")
                .containsExactly("create-blue");
        assertThat(queues(ROLE + inline("python3.12", code) + THING.formatted("pink")))
                .containsExactly("update-pink");
        assertThat(queues(ROLE)).isEmpty();
    }

    @Test
    void inlineJavaScriptMakesACustomResourceWithCloudFormationsModule() throws IOException {
        assertThat(queues(ROLE + inline("nodejs20.x", """
                const response = require('cfn-response');
                exports.handler = function (event, context) {
                  response.send(event, context, response.SUCCESS, { Colour: event.ResourceProperties.Colour }, 'js');
                };
                """) + THING.formatted("blue")))
                .containsExactly("js-blue");
    }

    @Test
    void aResponseThatIsSentByHttpsToTheHostAloneArrives() throws IOException {
        assertThat(queues(ROLE + inline("nodejs20.x", """
                const { request } = require('https');
                exports.handler = async (event) => {
                  const { StackId, RequestId, LogicalResourceId } = event;
                  const body = JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'cdk', Data: { Colour: 'red' }, StackId, RequestId, LogicalResourceId });
                  const url = require('url').parse(event.ResponseURL);
                  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
                  await new Promise((resolve, reject) => {
                    const sent = request({ hostname: url.hostname, path: url.path, method: 'PUT', headers }, (answer) => {
                      answer.resume();
                      answer.statusCode === 200 ? resolve() : reject(new Error(String(answer.statusCode)));
                    });
                    sent.on('error', reject);
                    sent.end(body);
                  });
                };
                """) + THING.formatted("blue")))
                .containsExactly("cdk-red");
    }

    @Test
    void theSdkOfLambdasRuntimeIsTakenFromTheFolderOfTheAppAndNothingElseIs() throws IOException {
        for (String name : new String[] {"@aws-sdk/client-test", "other"}) {
            Path module = Files.createDirectories(app.resolve("node_modules/" + name));
            Files.writeString(module.resolve("index.js"), "exports.colour = 'green';");
        }
        assertThat(queues(ROLE + inline("nodejs20.x", """
                const response = require('cfn-response');
                exports.handler = async (event, context) => {
                  const other = await import('other').then(() => 'seen', () => 'hidden');
                  const { colour } = await import('@aws-sdk/client-test');
                  const Colour = [require('@aws-sdk/client-test').colour, colour, other].join('-');
                  await response.send(event, context, response.SUCCESS, { Colour }, 'sdk');
                };
                """) + THING.formatted("blue")))
                .containsExactly("sdk-green-green-hidden");
    }

    @Test
    void whatStopsATemplateNamesTheResourceTheReasonAndWhatToDo() {
        String code = "require('@aws-sdk/client-none');\nexports.handler = async () => {};\n";
        assertThatThrownBy(() -> queues(ROLE + inline("nodejs20.x", code) + THING.formatted("blue")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Thing (Custom::Thing)")
                .hasMessageContaining("Runtime.ImportModuleError: Cannot find module '@aws-sdk/client-none'")
                .hasMessageContaining("npm install @aws-sdk/client-none");
        assertThatThrownBy(() -> queues(ROLE + inline("java21", "class A {}")))
                .hasMessageContaining("/Resources/Maker/Properties/Code/ZipFile is code in the template, which only");
        assertThatThrownBy(() -> queues(ROLE + inline("ruby3.4", "x")))
                .hasMessageContaining("/Resources/Maker/Properties/Code/ZipFile");
    }

    @Test
    void anAssetOutsideOfTheAssemblyIsRefusedWithItsResourceAndItsPath() throws IOException {
        Files.writeString(
                app.resolve("shop.assets.json"),
                "{\"files\":{\"1\":{\"source\":{\"path\":\"../../../../etc\"},\"destinations\":{\"d\":{\"objectKey\":\"etc.zip\"}}}}}");
        String function =
                "  Maker:\n    Type: AWS::Lambda::Function\n    Properties: {Runtime: python3.12, Handler: a.b,"
                        + " Role: !GetAtt Role.Arn, Code: {S3Bucket: b, S3Key: %s}}\n";
        assertThatThrownBy(() -> queues(ROLE + function.formatted("etc.zip")))
                .hasMessageContaining(
                        "Maker (AWS::Lambda::Function): /Resources/Maker/Properties/Code/S3Key names the asset"
                                + " etc.zip, which is the path ../../../../etc, which leads outside of ");
        assertThat(folder.resolve("data/functions")).doesNotExist();
        assertThatThrownBy(() -> queues(ROLE + function.formatted("none.zip")))
                .hasMessageContaining(
                        "/Resources/Maker/Properties/Code/S3Key names the asset none.zip, which did not come with");
    }
}
