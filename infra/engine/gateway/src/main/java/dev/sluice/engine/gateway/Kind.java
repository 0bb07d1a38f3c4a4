package dev.sluice.engine.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.gateway.model.Authorizer;
import dev.sluice.engine.gateway.model.HttpApi;
import dev.sluice.engine.gateway.model.Integration;
import dev.sluice.engine.gateway.model.Route;
import dev.sluice.engine.gateway.model.Stage;
import java.util.Set;

/**
 * The parts of an HTTP API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">Quotas</a>
 */
enum Kind {
    API(
            "Api",
            "apiId",
            "apis",
            600,
            Set.of(
                    "name",
                    "protocolType",
                    "description",
                    "corsConfiguration",
                    "disableExecuteApiEndpoint",
                    "routeSelectionExpression",
                    "version",
                    "tags")),
    ROUTE(
            "Route",
            "routeId",
            "routes",
            300,
            Set.of("routeKey", "target", "authorizationType", "authorizerId", "operationName")),
    INTEGRATION(
            "Integration",
            "integrationId",
            "integrations",
            300,
            Set.of(
                    "integrationType",
                    "integrationUri",
                    "integrationMethod",
                    "payloadFormatVersion",
                    "timeoutInMillis",
                    "connectionType",
                    "description")),
    AUTHORIZER(
            "Authorizer",
            "authorizerId",
            "authorizers",
            10,
            Set.of(
                    "name",
                    "authorizerType",
                    "authorizerUri",
                    "authorizerPayloadFormatVersion",
                    "enableSimpleResponses",
                    "identitySource",
                    "authorizerResultTtlInSeconds")),
    STAGE(
            "Stage",
            "stageName",
            "stages",
            10,
            Set.of(
                    "stageName",
                    "autoDeploy",
                    "description",
                    "defaultRouteSettings",
                    "routeSettings",
                    "accessLogSettings",
                    "stageVariables",
                    "tags"));

    private final String label;
    private final String idMember;
    private final String folder;
    private final int most;
    private final Set<String> members;

    Kind(String label, String idMember, String folder, int most, Set<String> members) {
        this.label = label;
        this.idMember = idMember;
        this.folder = folder;
        this.most = most;
        this.members = members;
    }

    /** As it stands in the names of operations. */
    String label() {
        return label;
    }

    /** The member that holds its id. */
    String idMember() {
        return idMember;
    }

    /** Its segment in paths. */
    String folder() {
        return folder;
    }

    /** How many an account, or an API, may have. */
    int most() {
        return most;
    }

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException if the engine cannot honour it */
    void check(String id, String account, JsonNode body) {
        body.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw AwsException.of(
                        "BadRequestException",
                        "The engine does not support the member " + name + " of " + folder + ".");
            }
        });
        switch (this) {
            case API -> HttpApi.of(id, account, body);
            case ROUTE -> Route.of(body);
            case INTEGRATION -> Integration.of(id, body);
            case AUTHORIZER -> Authorizer.of(id, body);
            case STAGE -> Stage.of(body);
        }
    }
}
