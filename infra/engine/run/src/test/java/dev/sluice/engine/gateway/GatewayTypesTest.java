package dev.sluice.engine.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.cfn.Stacks;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.types.ResourceTypes;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP APIs in templates: made once, brought up to date, removed, and refused where they could not be honoured. */
class GatewayTypesTest {

    private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String API = """
            Resources:
              Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP, CorsConfiguration: {AllowOrigins: ['*']}}}
              Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: $default, AutoDeploy: true}}
              Integration:
                Type: AWS::ApiGatewayV2::Integration
                Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: FUNCTION, PayloadFormatVersion: '2.0'}
              Authorizer:
                Type: AWS::ApiGatewayV2::Authorizer
                Properties: {ApiId: !Ref Api, Name: a, AuthorizerType: REQUEST, AuthorizerUri: FUNCTION, AuthorizerPayloadFormatVersion: '2.0', EnableSimpleResponses: true}
              Route:
                Type: AWS::ApiGatewayV2::Route
                Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub 'integrations/${Integration}', AuthorizationType: NONE}
            """.replace("FUNCTION", FUNCTION);

    @TempDir
    Path folder;

    private Kernel kernel;
    private ApiGatewayService gateway;
    private Stacks stacks;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder.resolve("data"), new ManualTime());
        gateway = new ApiGatewayService(kernel, () -> URI.create("http://127.0.0.1:1"));
        kernel.aws().register(gateway);
        stacks = new Stacks(kernel, ResourceTypes.table());
    }

    @AfterEach
    void close() {
        gateway.close();
        kernel.store().close();
    }

    private void apply(String template) throws IOException {
        stacks.apply(Files.writeString(folder.resolve("app.yaml"), template), Map.of(), false);
    }

    private JsonNode call(String operation, ObjectNode input) {
        return kernel.aws().call(Caller.root(kernel.account()), "apigateway", operation, input);
    }

    private JsonNode apis() {
        return call("GetApis", Json.object()).path("items");
    }

    private ObjectNode ofApi() {
        return Json.object().put("apiId", apis().path(0).path("apiId").asText());
    }

    @Test
    void anApiStaysTheSameAtEveryStartAndFollowsTheTemplate() throws IOException {
        apply(API);
        JsonNode first = apis();
        assertThat(first.path(0).path("corsConfiguration")).hasToString("{\"allowOrigins\":[\"*\"]}");
        JsonNode route = call("GetRoutes", ofApi()).path("items");
        assertThat(route).hasSize(1);
        close();
        open();
        assertThat(apis()).isEqualTo(first);
        apply(API.replace(", CorsConfiguration: {AllowOrigins: ['*']}", "").replace("GET /a", "GET /b"));
        assertThat(apis()).hasSize(1);
        assertThat(apis().path(0).path("apiId")).isEqualTo(first.path(0).path("apiId"));
        assertThat(apis().path(0).has("corsConfiguration")).isFalse();
        JsonNode changed = call("GetRoutes", ofApi()).path("items").path(0);
        assertThat(changed.path("routeKey").asText()).isEqualTo("GET /b");
        assertThat(changed.path("routeId")).isEqualTo(route.path(0).path("routeId"));
        apply(API.substring(0, API.indexOf("  Route:")));
        assertThat(call("GetRoutes", ofApi()).path("items")).isEmpty();
        apply("Resources: {H: {Type: AWS::CloudFormation::WaitConditionHandle}}");
        assertThat(apis()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ProtocolType: HTTP|ProtocolType: WEBSOCKET|Api|protocolType must be HTTP",
                "AllowOrigins: ['*']|AllowOrigins: ['*'], AllowCredentials: true|Api|must not contain *",
                "AutoDeploy: true|AutoDeploy: false|Stage|autoDeploy must be true",
                "IntegrationType: AWS_PROXY|IntegrationType: HTTP_PROXY|Integration|integrationType must be AWS_PROXY",
                "PayloadFormatVersion: '2.0'}|PayloadFormatVersion: '1.0'}|Integration|payloadFormatVersion must be 2.0",
                "PayloadFormatVersion: '2.0'}|PayloadFormatVersion: '2.0', TimeoutInMillis: 30001}|Integration|timeoutInMillis must be between 50 and 30000",
                "PayloadFormatVersion: '2.0'}|PayloadFormatVersion: '2.0', CredentialsArn: x}|Integration|/CredentialsArn is a property that the engine does not support",
                "AuthorizerType: REQUEST|AuthorizerType: JWT|Authorizer|authorizerType must be REQUEST",
                "EnableSimpleResponses: true|EnableSimpleResponses: false|Authorizer|enableSimpleResponses must be true",
                "EnableSimpleResponses: true|EnableSimpleResponses: true, AuthorizerResultTtlInSeconds: 1|Authorizer|identitySource must not be empty",
                "EnableSimpleResponses: true|EnableSimpleResponses: true, IdentitySource: [x]|Authorizer|identitySource has x",
                "AuthorizationType: NONE|AuthorizationType: AWS_IAM|Route|authorizationType must be NONE or CUSTOM",
                "AuthorizationType: NONE|AuthorizationType: CUSTOM, AuthorizerId: x|Route|Invalid Authorizer identifier specified x",
                "RouteKey: GET /a|RouteKey: a|Route|routeKey must be"
            })
    void whatCouldNotBeHonouredIsAnErrorWithItsResource(String from, String to, String logicalId, String message) {
        assertThat(API).contains(from);
        assertThat(catchThrowableOfType(TemplateException.class, () -> apply(API.replace(from, to))))
                .hasMessageContaining("/Resources/" + logicalId + "/Properties")
                .hasMessageContaining(message);
    }

    @Test
    void theNamesOfRoutesAreTakenOnceAndOtherAccountsHaveApisOfTheirOwn() throws IOException {
        apply(API);
        ObjectNode again = ofApi().put("routeKey", "GET /a");
        again.put(
                "target",
                "integrations/"
                        + call("GetIntegrations", ofApi())
                                .path("items")
                                .path(0)
                                .path("integrationId")
                                .asText());
        assertThat(catchThrowableOfType(AwsException.class, () -> call("CreateRoute", again))
                        .code())
                .isEqualTo("ConflictException");
        assertThat(kernel.aws()
                        .call(Caller.root("333333333333"), "apigateway", "GetApis", Json.object())
                        .path("items"))
                .isEmpty();
        assertThat(catchThrowableOfType(
                                AwsException.class,
                                () -> kernel.aws().call(Caller.root("333333333333"), "apigateway", "GetApi", ofApi()))
                        .status())
                .isEqualTo(404);
    }
}
