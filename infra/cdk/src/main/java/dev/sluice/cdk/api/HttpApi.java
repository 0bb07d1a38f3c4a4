package dev.sluice.cdk.api;

import dev.sluice.cdk.parts.Alarms;
import dev.sluice.cdk.parts.Names;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.apigatewayv2.CfnRoute;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * An HTTP API whose routes lead to one function, throttled, with an access log. API Gateway may call the function for exactly the
 * routes that there are.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP APIs</a>
 */
public final class HttpApi extends Construct {

    private static final String CALLER = "apigateway.amazonaws.com";
    private static final String IDENTITY = "$request.header.Authorization";
    private static final int TIMEOUT_MS = 30_000;

    /** What is logged of each request: no header, and so no token. */
    private static final List<String> LOGGED = List.of(
            "requestId",
            "requestTime",
            "identity.sourceIp",
            "identity.userAgent",
            "httpMethod",
            "path",
            "routeKey",
            "status",
            "responseLength",
            "responseLatency",
            "integrationLatency",
            "integrationErrorMessage",
            "authorizer.error");

    private final CfnApi api;
    private final Function function;
    private final CfnIntegration integration;

    /** @param function answers every request that a route takes */
    public HttpApi(Construct scope, String id, String name, String description, Function function) {
        super(scope, id);
        this.function = function;
        this.api = CfnApi.Builder.create(this, "Api")
                .name(name)
                .description(description)
                .protocolType("HTTP")
                .build();
        this.integration = CfnIntegration.Builder.create(this, "Integration")
                .apiId(api.getRef())
                .integrationType("AWS_PROXY")
                .integrationUri(function.getFunctionArn())
                .payloadFormatVersion("2.0")
                .timeoutInMillis(TIMEOUT_MS)
                .build();
        Alarms.failedApi(this, name, api.getRef());
    }

    /** Where it answers, without a slash at its end. */
    public String url() {
        return api.getAttrApiEndpoint();
    }

    /**
     * Serves it.
     *
     * @param logGroup the name of the access log
     * @param rate requests a second that each route takes
     * @param burst requests at once that each route takes
     */
    public void serve(String logGroup, int rate, int burst) {
        LogGroup log = LogGroup.Builder.create(this, "AccessLog")
                .logGroupName(logGroup)
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        CfnStage.Builder.create(this, "Stage")
                .apiId(api.getRef())
                .stageName("$default")
                .autoDeploy(true)
                .defaultRouteSettings(CfnStage.RouteSettingsProperty.builder()
                        .throttlingRateLimit(rate)
                        .throttlingBurstLimit(burst)
                        .build())
                .accessLogSettings(CfnStage.AccessLogSettingsProperty.builder()
                        .destinationArn(log.getLogGroupArn())
                        .format(format())
                        .build())
                .build();
    }

    private String format() {
        Map<String, String> line = new TreeMap<>();
        LOGGED.forEach(variable -> line.put(variable, "$context." + variable));
        return Stack.of(this).toJsonString(line);
    }

    /**
     * An authorizer that is asked about whoever sends an {@code Authorization} header, and not about others.
     *
     * @param ttlSeconds how long its answer about one header holds, and so how long a revoked one may still be taken
     */
    public CfnAuthorizer authorizer(String name, Function judge, int ttlSeconds) {
        CfnAuthorizer authorizer = CfnAuthorizer.Builder.create(this, "Authorizer")
                .apiId(api.getRef())
                .name(name)
                .authorizerType("REQUEST")
                .authorizerPayloadFormatVersion("2.0")
                .enableSimpleResponses(true)
                .identitySource(List.of(IDENTITY))
                .authorizerResultTtlInSeconds(ttlSeconds)
                .authorizerUri("arn:" + Aws.PARTITION + ":apigateway:" + Aws.REGION
                        + ":lambda:path/2015-03-31/functions/" + judge.getFunctionArn() + "/invocations")
                .build();
        permission("AuthorizerPermission", judge, "authorizers/" + authorizer.getRef());
        return authorizer;
    }

    /** A route for anybody. */
    public void open(String key) {
        route(key, Optional.empty());
    }

    /** A route for whom the authorizer lets in. */
    public void guarded(String key, CfnAuthorizer authorizer) {
        route(key, Optional.of(authorizer));
    }

    private void route(String key, Optional<CfnAuthorizer> authorizer) {
        String id = Names.pascal(key);
        CfnRoute.Builder route = CfnRoute.Builder.create(this, id)
                .apiId(api.getRef())
                .routeKey(key)
                .target(Fn.join("/", List.of("integrations", integration.getRef())))
                .authorizationType(authorizer.isPresent() ? "CUSTOM" : "NONE");
        authorizer.ifPresent(judge -> route.authorizerId(judge.getRef()));
        route.build();
        permission(id + "Permission", function, "*/*" + key.substring(key.indexOf(' ') + 1));
    }

    private void permission(String id, Function called, String source) {
        CfnPermission.Builder.create(this, id)
                .action("lambda:InvokeFunction")
                .functionName(called.getFunctionArn())
                .principal(CALLER)
                .sourceArn("arn:" + Aws.PARTITION + ":execute-api:" + Aws.REGION + ":" + Aws.ACCOUNT_ID + ":"
                        + api.getRef() + "/" + source)
                .build();
    }
}
