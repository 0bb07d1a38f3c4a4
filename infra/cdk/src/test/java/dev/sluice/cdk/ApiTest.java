package dev.sluice.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cdk.testing.Lint;
import dev.sluice.cdk.testing.Parts;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/** The control-plane API of a Sluice that is given one. */
class ApiTest {

    private static final String API = "AWS::ApiGatewayV2::";

    private static Parts parts;

    @BeforeAll
    static void synthesize() {
        parts = new Parts((ObjectNode) Synthesized.template(stack -> Synthesized.sluice(
                stack, Synthesized.props(stack, Synthesized.CATALOG).api())));
    }

    private static JsonNode only(String type) {
        Map<String, ObjectNode> all = parts.all(type);
        assertThat(all).as(type).hasSize(1);
        return all.values().iterator().next().path("Properties");
    }

    @Test
    void aSluiceWithoutItHasNothingOfIt() {
        Parts without = Synthesized.real();
        assertThat(without.template().toString()).doesNotContain("ApiGateway", "AWS::KMS", "ApiUrl", "kms:");
    }

    @Test
    void healthAndPublicKeysAreForAnybodyAndTheRestIsForWhoHasAToken() {
        Map<String, String> routes = new TreeMap<>();
        parts.all(API + "Route")
                .values()
                .forEach(route -> routes.put(
                        route.at("/Properties/RouteKey").asText(),
                        route.at("/Properties/AuthorizationType").asText()));
        assertThat(routes)
                .isEqualTo(Map.of(
                        "ANY /api/v1/{proxy+}",
                        "CUSTOM",
                        "ANY /sluice/v1/{proxy+}",
                        "CUSTOM",
                        "GET /.well-known/{proxy+}",
                        "NONE",
                        "GET /api/v1/health",
                        "NONE",
                        "HEAD /api/v1/health",
                        "NONE",
                        "GET /api/v1/health/ping",
                        "NONE",
                        "HEAD /api/v1/health/ping",
                        "NONE"));
        JsonNode authorizer = only(API + "Authorizer");
        assertThat(authorizer.path("IdentitySource")).hasToString("[\"$request.header.Authorization\"]");
        assertThat(authorizer.path("AuthorizerPayloadFormatVersion").asText()).isEqualTo("2.0");
        assertThat(authorizer.path("EnableSimpleResponses").asBoolean()).isTrue();
        assertThat(authorizer.path("AuthorizerResultTtlInSeconds").asInt()).isEqualTo(60);
    }

    @Test
    void itIsThrottledAndLogsWhoCalledWhatAndNoHeader() throws Exception {
        JsonNode stage = only(API + "Stage");
        assertThat(stage.path("StageName").asText()).isEqualTo("$default");
        assertThat(stage.path("AutoDeploy").asBoolean()).isTrue();
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit").asInt())
                .isEqualTo(500);
        assertThat(stage.at("/DefaultRouteSettings/ThrottlingBurstLimit").asInt())
                .isEqualTo(1_000);
        JsonNode line = new ObjectMapper()
                .readTree(stage.at("/AccessLogSettings/Format").asText());
        assertThat(line.path("routeKey").asText()).isEqualTo("$context.routeKey");
        assertThat(line.toString().toLowerCase(Locale.ROOT)).doesNotContain("header", "token");
        assertThat(parts.resource(Parts.target(stage.at("/AccessLogSettings/DestinationArn")))
                        .at("/Properties/LogGroupName")
                        .asText())
                .isEqualTo("/aws/vendedlogs/sluice-api");
    }

    @Test
    void itsFunctionsMayBeCalledForItsRoutesAndItsAuthorizerAlone() {
        assertThat(parts.all("AWS::Lambda::Permission").values().stream()
                        .map(permission -> permission.path("Properties"))
                        .filter(permission ->
                                permission.path("Principal").asText().equals("apigateway.amazonaws.com"))
                        .map(permission -> Parts.text(permission.path("SourceArn"))))
                .hasSize(8)
                .anyMatch(source -> source.endsWith("/*/*/api/v1/{proxy+}"))
                .anyMatch(source -> source.endsWith("/*/*/sluice/v1/{proxy+}"))
                .anyMatch(source -> source.endsWith("/*/*/.well-known/{proxy+}"))
                .anyMatch(source -> source.endsWith("/*/*/api/v1/health"))
                .anyMatch(source -> source.endsWith("/*/*/api/v1/health/ping"))
                .anyMatch(source -> source.contains("/authorizers/"));
    }

    @Test
    void secretsAreUnderAKeyThatRotatesAndOutlivesTheStack() {
        Map<String, ObjectNode> keys = parts.all("AWS::KMS::Key");
        assertThat(keys).hasSize(1);
        String id = keys.keySet().iterator().next();
        JsonNode key = parts.resource(id);
        assertThat(key.at("/Properties/EnableKeyRotation").asBoolean()).isTrue();
        assertThat(key.path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(only("AWS::KMS::Alias").path("AliasName").asText()).isEqualTo("alias/sluice-secrets");
        Map<String, List<String>> may = new TreeMap<>();
        parts.all("AWS::Lambda::Function").values().forEach(function -> {
            List<String> actions = kmsActions(Parts.target(function.at("/Properties/Role")), id);
            if (!actions.isEmpty()) {
                may.put(function.at("/Properties/FunctionName").asText(), actions);
            }
        });
        assertThat(may)
                .isEqualTo(Map.of(
                        "sluice-api",
                        List.of("kms:GenerateDataKey", "kms:Decrypt"),
                        "sluice-endpoints",
                        List.of("kms:GenerateDataKey", "kms:Decrypt"),
                        "sluice-sender",
                        List.of("kms:Decrypt")));
    }

    private static List<String> kmsActions(String role, String key) {
        return statements(parts.resource(role)).stream()
                .flatMap(statement -> Parts.texts(statement.path("Action")).stream()
                        .filter(action -> action.startsWith("kms:"))
                        .peek(action -> assertThat(Parts.target(statement.path("Resource")))
                                .isEqualTo(key)))
                .toList();
    }

    private static List<JsonNode> statements(JsonNode role) {
        List<JsonNode> statements = new ArrayList<>();
        role.at("/Properties/Policies/0/PolicyDocument/Statement").forEach(statements::add);
        return statements;
    }

    @Test
    void noRoleHasAWildcard() {
        parts.all("AWS::IAM::Role")
                .values()
                .forEach(role -> assertThat(statements(role))
                        .allSatisfy(statement -> assertThat(
                                        Parts.texts(statement.path("Action")).toString()
                                                + Parts.texts(statement.path("Resource")))
                                .doesNotContain("*")));
    }

    @Test
    void theUrlIsAnOutputAndCarriesNothingOfAnAccount() {
        JsonNode url = parts.template().at("/Outputs/ApiUrl/Value/Fn::GetAtt");
        assertThat(url.path(1).asText()).isEqualTo("ApiEndpoint");
        assertThat(Lint.findings(parts)).isEmpty();
    }

    @Test
    void cdkNagFindsNothingThatHasNoReason() {
        App app = Synthesized.app();
        Stack stack = Synthesized.stack(app);
        Synthesized.sluice(stack, Synthesized.props(stack, Synthesized.CATALOG).api());
        for (String route : new String[] {
            "GETApiV1Health", "HEADApiV1Health", "GETApiV1HealthPing", "HEADApiV1HealthPing", "GETWellKnownProxy"
        }) {
            NagSuppressions.addResourceSuppressionsByPath(
                    stack,
                    "/sluice/Default/Api/Http/" + route,
                    List.of(NagPackSuppression.builder()
                            .id("AwsSolutions-APIG4")
                            .reason("Whether it is up and which public keys it signs with is for anybody.")
                            .build()));
        }
        Aspects.of(app).add(new AwsSolutionsChecks());
        Annotations annotations = Annotations.fromStack(stack);
        List<String> ours = stack.getNode().findAll().stream()
                .map(construct -> "/" + construct.getNode().getPath())
                .filter(path -> path.contains("/Api/") || path.contains("/Control/"))
                .toList();
        assertThat(ours).hasSizeGreaterThan(20);
        // The rest is the same as without an API, for which the example's test answers.
        ours.forEach(path -> {
            annotations.hasNoError(path, Match.stringLikeRegexp("AwsSolutions-.*"));
            annotations.hasNoWarning(path, Match.stringLikeRegexp("AwsSolutions-.*"));
        });
    }
}
