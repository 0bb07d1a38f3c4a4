package dev.sluice.cdk;

import dev.sluice.cdk.api.ControlStore;
import dev.sluice.cdk.api.HttpApi;
import dev.sluice.cdk.function.FunctionSpec;
import dev.sluice.cdk.function.Functions;
import dev.sluice.cdk.parts.Bus;
import dev.sluice.cdk.parts.Statements;
import dev.sluice.rules.names.ResourceNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigatewayv2.CfnAuthorizer;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * The control-plane API: an HTTP API in front of one function, and an authorizer that knows the tokens of operators and tenants.
 * Health and public keys are for anybody.
 */
final class Api extends Construct {

    private static final List<String> OPEN = List.of(
            "GET /api/v1/health",
            "HEAD /api/v1/health",
            "GET /api/v1/health/ping",
            "HEAD /api/v1/health/ping",
            "GET /.well-known/{proxy+}");
    private static final List<String> GUARDED = List.of("ANY /api/v1/{proxy+}", "ANY /sluice/v1/{proxy+}");

    /** Less than API Gateway waits, so that the function's own error is what is logged. */
    private static final int ANSWER_SECONDS = 28;

    /** Less than API Gateway waits for an authorizer. */
    private static final int JUDGE_SECONDS = 9;

    private static final int REMEMBERED_SECONDS = 60;
    private static final int RATE = 500;
    private static final int BURST = 1_000;

    private final ResourceNames names;
    private final Path code;
    private final ControlStore control;
    private final Function answers;
    private final HttpApi http;

    /**
     * @param control where tokens are, and the key for the secrets that the API makes or is given
     * @param webhooks whose endpoints and deliveries it manages
     * @param ingress where messages that are created through the API go, as any other event
     */
    Api(
            Construct scope,
            ResourceNames names,
            Path code,
            Settings settings,
            ControlStore control,
            Webhooks webhooks,
            Table journal,
            Bus ingress) {
        super(scope, "Api");
        this.names = names;
        this.code = code;
        this.control = control;
        this.answers = answers(settings, webhooks, journal, ingress);
        this.http = new HttpApi(
                this, "Http", names.api(), "Sluice's control plane: endpoints, messages, attempts.", answers);
        CfnAuthorizer tokens = http.authorizer(names.tokenAuthorizer(), judges(), REMEMBERED_SECONDS);
        OPEN.forEach(http::open);
        GUARDED.forEach(route -> http.guarded(route, tokens));
        http.serve(names.apiLogs(), RATE, BURST);
    }

    /** The function that answers, for those who may invoke it: whoever runs this Sluice makes tokens so. */
    Function function() {
        return answers;
    }

    /** Where it answers, without a slash at its end. */
    String url() {
        return http.url();
    }

    private Function answers(Settings settings, Webhooks webhooks, Table journal, Bus ingress) {
        Table endpoints = webhooks.endpoints();
        Map<String, String> variables = new HashMap<>(Map.of(
                "ENDPOINTS_TABLE", endpoints.getTableName(),
                "JOURNAL_TABLE", journal.getTableName(),
                "INGRESS_BUS", names.ingressBus(),
                "DELIVERY_QUEUE_URL", webhooks.delivery().getQueueUrl(),
                "ALLOWED_NETWORKS", settings.allowedNetworks(),
                "ALLOW_INSECURE_ENDPOINTS", settings.allowInsecureEndpoints()));
        variables.putAll(control.controlTable());
        variables.putAll(control.secretsKey());
        return Functions.of(
                this,
                "Answers",
                new FunctionSpec(
                        names.api(),
                        "Answers the requests of the control-plane API.",
                        code,
                        "dev.sluice.delivery.ApiHandler",
                        ANSWER_SECONDS,
                        variables,
                        List.of(
                                Statements.allow(
                                        endpoints.getTableArn(),
                                        "dynamodb:BatchGetItem",
                                        "dynamodb:DeleteItem",
                                        "dynamodb:GetItem",
                                        "dynamodb:PutItem",
                                        "dynamodb:Query",
                                        "dynamodb:UpdateItem"),
                                control.managing(),
                                Statements.allow(
                                        journal.getTableArn(),
                                        "dynamodb:BatchGetItem",
                                        "dynamodb:BatchWriteItem",
                                        "dynamodb:DeleteItem",
                                        "dynamodb:GetItem",
                                        "dynamodb:PutItem",
                                        "dynamodb:Query",
                                        "dynamodb:UpdateItem"),
                                Journal.queries(journal),
                                Statements.allow(webhooks.delivery().getQueueArn(), "sqs:SendMessage"),
                                Statements.allow(ingress.arn(), "events:PutEvents"),
                                control.key().encrypting(),
                                control.key().decrypting())));
    }

    private Function judges() {
        return Functions.of(
                this,
                "TokenAuthorizer",
                new FunctionSpec(
                        names.tokenAuthorizer(),
                        "Says whose a token is and what it is good for.",
                        code,
                        "dev.sluice.authorizers.TokenHandler",
                        JUDGE_SECONDS,
                        control.controlTable(),
                        List.of(control.judging())));
    }
}
