package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.testing.Receiver;
import dev.sluice.engine.testing.Receiver.Arrived;
import dev.sluice.engine.testing.RunningEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationState;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionState;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;

/** A whole engine: its template, a rule that calls a receiver, and what the AWS SDK for Java sees. */
class EngineTest {

    /** What CDK makes of a secret, a connection that takes its password from it, and a rule's role. */
    private static final String TEMPLATE = """
            {"Parameters": {"WarehouseUrl": {"Type": "String"}},
             "Resources": {
              "Secret": {"Type": "AWS::SecretsManager::Secret", "Properties": {"Name": "warehouse",
                "GenerateSecretString": {"SecretStringTemplate": "{\\"user\\":\\"sluice\\"}", "GenerateStringKey": "password",
                  "ExcludePunctuation": true}}},
              "Header": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": "/warehouse/header", "Type": "String",
                "Value": "from-ssm"}},
              "Connection": {"Type": "AWS::Events::Connection", "DependsOn": "Header", "Properties": {"Name": "warehouse",
                "AuthorizationType": "BASIC", "AuthParameters": {
                  "BasicAuthParameters": {"Username": "sluice", "Password": {"Fn::Join": ["", [
                    "{{resolve:secretsmanager:", {"Ref": "Secret"}, ":SecretString:password::}}"]]}},
                  "InvocationHttpParameters": {"HeaderParameters": [
                    {"Key": "X-Static", "Value": "{{resolve:ssm:/warehouse/header}}", "IsValueSecret": "true"}]}}}},
              "Destination": {"Type": "AWS::Events::ApiDestination", "Properties": {"Name": "warehouse",
                "ConnectionArn": {"Fn::GetAtt": ["Connection", "Arn"]}, "HttpMethod": "POST",
                "InvocationEndpoint": {"Ref": "WarehouseUrl"}, "InvocationRateLimitPerSecond": 1000}},
              "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "core"}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                  "Action": "sts:AssumeRole", "Principal": {"Service": "events.amazonaws.com"}}]},
                "Policies": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow", "Action": "events:InvokeApiDestination",
                  "Resource": {"Fn::GetAtt": ["Destination", "Arn"]}}]}}]}},
              "Rule": {"Type": "AWS::Events::Rule", "Properties": {"EventBusName": {"Ref": "Bus"},
                "EventPattern": {"source": ["com.example.orders"]}, "Targets": [{"Id": "t",
                  "Arn": {"Fn::GetAtt": ["Destination", "Arn"]}, "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
                  "InputPath": "$.detail",
                  "HttpParameters": {"PathParameterValues": ["$.detail.id"],
                    "HeaderParameters": {"X-Tenant": "$.detail.tenant"}}}]}}}}
            """;

    @TempDir
    Path folder;

    private final Receiver receiver = Receiver.start();
    private Path template;
    private RunningEngine engine;

    @BeforeEach
    void start() throws Exception {
        template = Files.writeString(folder.resolve("Sluice.template.json"), TEMPLATE);
        engine = run();
    }

    private RunningEngine run() {
        return RunningEngine.with(folder.resolve("data"), template, Map.of("WarehouseUrl", receiver.url("/orders/*")));
    }

    @AfterEach
    void stop() {
        engine.close();
        receiver.close();
    }

    private void put() {
        try (EventBridgeClient events = engine.client(EventBridgeClient.builder())) {
            assertThat(events.putEvents(request -> request.entries(PutEventsRequestEntry.builder()
                                    .eventBusName("core")
                                    .source("com.example.orders")
                                    .detailType("order.placed")
                                    .detail("{\"id\":\"o-1\",\"tenant\":\"blue\",\"total\":1.50}")
                                    .build()))
                            .failedEntryCount())
                    .isZero();
        }
    }

    @Test
    void aRuleCallsTheReceiverWithWhatTheTemplateSays() {
        put();
        Arrived arrived = receiver.take();
        assertThat(arrived.requestLine()).isEqualTo("POST /orders/o-1 HTTP/1.1");
        assertThat(arrived.header("X-Tenant")).isEqualTo("blue");
        assertThat(arrived.header("X-Static")).isEqualTo("from-ssm");
        assertThat(arrived.body()).isEqualTo("{\"id\":\"o-1\",\"tenant\":\"blue\",\"total\":1.50}");
        String sent = arrived.header("Authorization");
        assertThat(new String(java.util.Base64.getDecoder().decode(sent.substring("Basic ".length()))))
                .matches("sluice:[A-Za-z0-9]{32}");
        engine.close();
        engine = run();
        put();
        assertThat(receiver.take().header("Authorization")).isEqualTo(sent);
    }

    @Test
    void theSdkMakesReadsAndRemovesConnectionsAndDestinations() {
        try (EventBridgeClient events = engine.client(EventBridgeClient.builder())) {
            String arn = events.createConnection(request -> request.name("mine")
                            .authorizationType(ConnectionAuthorizationType.API_KEY)
                            .authParameters(parameters -> parameters.apiKeyAuthParameters(
                                    key -> key.apiKeyName("k").apiKeyValue("hidden"))))
                    .connectionArn();
            var connection = events.describeConnection(request -> request.name("mine"));
            assertThat(connection.connectionState()).isEqualTo(ConnectionState.AUTHORIZED);
            assertThat(connection.authParameters().apiKeyAuthParameters().apiKeyName())
                    .isEqualTo("k");
            assertThat(connection.lastAuthorizedTime()).isNotNull();
            assertThat(connection.toString()).doesNotContain("hidden");
            events.createApiDestination(request -> request.name("mine")
                    .connectionArn(arn)
                    .httpMethod(ApiDestinationHttpMethod.PUT)
                    .invocationEndpoint("https://example.com/"));
            assertThat(events.describeApiDestination(request -> request.name("mine"))
                            .apiDestinationState())
                    .isEqualTo(ApiDestinationState.ACTIVE);
            assertThat(events.listApiDestinations(request -> request.limit(10)).apiDestinations())
                    .hasSize(2);
            assertThat(events.listConnections(request -> request.limit(10)).connections())
                    .hasSize(2);
            assertThatThrownBy(() -> events.createApiDestination(request -> request.name("plain")
                            .connectionArn(arn)
                            .httpMethod(ApiDestinationHttpMethod.PUT)
                            .invocationEndpoint("http://example.com/")))
                    .isInstanceOfSatisfying(
                            EventBridgeException.class,
                            e -> assertThat(e.awsErrorDetails().errorMessage())
                                    .isEqualTo(
                                            "Parameter InvocationEndpoint is not valid. Reason: only https endpoints are"
                                                    + " allowed; plain http is accepted for localhost, 127.0.0.1 and [::1] only."));
            events.deleteApiDestination(request -> request.name("mine"));
            events.deleteConnection(request -> request.name("mine"));
            assertThatThrownBy(() -> events.describeConnection(request -> request.name("mine")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void theSdkReadsTheSecretOfAConnectionAndCannotChangeIt() {
        try (EventBridgeClient events = engine.client(EventBridgeClient.builder());
                SecretsManagerClient secrets = engine.client(SecretsManagerClient.builder())) {
            String id = events.describeConnection(request -> request.name("warehouse"))
                    .secretArn();
            assertThat(secrets.getSecretValue(request -> request.secretId(id)).secretString())
                    .startsWith("{\"username\":\"sluice\",\"password\":\"");
            assertThat(secrets.describeSecret(request -> request.secretId(id)).owningService())
                    .isEqualTo("events");
            assertThatThrownBy(() -> secrets.putSecretValue(
                            request -> request.secretId(id).secretString("{}")))
                    .isInstanceOf(InvalidRequestException.class);
            secrets.createSecret(request -> request.name("bytes")
                    .secretBinary(software.amazon.awssdk.core.SdkBytes.fromByteArray(new byte[] {0, 1, 2})));
            assertThat(secrets.getSecretValue(request -> request.secretId("bytes"))
                            .secretBinary()
                            .asByteArray())
                    .containsExactly(0, 1, 2);
            assertThat(secrets.listSecrets().secretList()).hasSize(3);
        }
    }
}
