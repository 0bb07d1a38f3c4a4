package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What happens to the requests of a route.
 *
 * @param integration the id of the integration that answers them
 * @param authorizer the id of the authorizer that is asked first; empty for none
 */
public record Route(RouteKey key, String integration, String authorizer) {

    private static final String TARGET = "integrations/";

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException naming the member that cannot be honoured */
    public static Route of(JsonNode body) {
        RouteKey key = RouteKey.of(Invalid.required(body, "routeKey"));
        String target = Invalid.required(body, "target");
        if (!target.startsWith(TARGET)) {
            throw Invalid.of("target must be integrations/ and an integration's id, and is " + target + ".");
        }
        boolean custom = Invalid.oneOf(body, "authorizationType", "NONE", "NONE", "CUSTOM")
                .equals("CUSTOM");
        return new Route(key, target.substring(TARGET.length()), custom ? Invalid.required(body, "authorizerId") : "");
    }
}
