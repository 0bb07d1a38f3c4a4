package dev.sluice.engine.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.RunningEngine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A function with the AWS SDK in its package calls the engine over HTTP and may do what its role says, and nothing else. */
class LeastPrivilegeTest {

    private static final String TEMPLATE = """
            {"Resources": {
              "Table": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "notes", "BillingMode": "PAY_PER_REQUEST",
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}]}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "notes",
                "AssumeRolePolicyDocument": {"Statement": [
                  {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}]},
                "Policies": [{"PolicyName": "p", "PolicyDocument": {"Statement": [
                  {"Effect": "Allow", "Action": "dynamodb:PutItem", "Resource": {"Fn::GetAtt": ["Table", "Arn"]}}]}}]}},
              "Notes": {"Type": "AWS::Lambda::Function", "Properties": {
                "FunctionName": "notes", "Handler": "f.Notes", "Runtime": "java17", "Timeout": 60,
                "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Code": {"S3Bucket": "assets", "S3Key": "notes.zip"}}}
            }}
            """;
    private static final String NOTES = """
            package f;
            import software.amazon.awssdk.services.dynamodb.*;
            import software.amazon.awssdk.services.dynamodb.model.*;
            public class Notes implements RequestHandler<String, String> {
                private final DynamoDbClient dynamo = DynamoDbClient.create();
                public String handleRequest(String in, Context c) {
                    Map<String, AttributeValue> key = Map.of("id", AttributeValue.fromS("1"));
                    try {
                        if (in.equals("put")) {
                            dynamo.putItem(request -> request.tableName("notes").item(key));
                        } else {
                            dynamo.getItem(request -> request.tableName("notes").key(key));
                        }
                        return "allowed";
                    } catch (DynamoDbException e) {
                        return e.awsErrorDetails().errorMessage();
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void theRoleOfTheFunctionDecides() throws IOException {
        Path asset = folder.resolve("out/asset");
        Files.createDirectories(asset.resolve("lib"));
        List<Path> jars = List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(Path::of)
                .filter(path -> path.toString().matches(".*/(awssdk|reactivestreams|reactive-streams|slf4j)/.*\\.jar"))
                .toList();
        for (Path jar : jars) {
            Files.copy(jar, asset.resolve("lib").resolve(jar.getFileName()));
        }
        Files.write(asset.resolve("lib/notes.jar"), FunctionJar.of(NOTES).bytes());
        Files.writeString(folder.resolve("out/notes.template.json"), TEMPLATE);
        Files.writeString(
                folder.resolve("out/notes.assets.json"),
                "{\"files\":{\"1\":{\"source\":{\"path\":\"asset\"},\"destinations\":{\"d\":{\"objectKey\":\"notes.zip\"}}}}}");
        try (RunningEngine engine = RunningEngine.with(
                        folder.resolve("data"), folder.resolve("out/notes.template.json"), Map.of());
                LambdaClient lambda = engine.client(LambdaClient.builder())) {
            assertThat(invoke(lambda, "put")).isEqualTo("\"allowed\"");
            assertThat(invoke(lambda, "get"))
                    .contains("User: arn:aws:sts::000000000000:assumed-role/notes/notes is not authorized to perform:"
                            + " dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/notes");
        }
    }

    private static String invoke(LambdaClient lambda, String what) {
        return lambda.invoke(
                        request -> request.functionName("notes").payload(SdkBytes.fromUtf8String("\"" + what + "\"")))
                .payload()
                .asUtf8String();
    }
}
