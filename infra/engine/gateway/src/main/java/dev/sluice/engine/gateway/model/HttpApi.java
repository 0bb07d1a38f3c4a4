package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An HTTP API.
 *
 * @param disabled whether it cannot be called at its own endpoint
 * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html">Api</a>
 */
public record HttpApi(String id, String account, String name, Optional<Cors> cors, boolean disabled) {

    private static final int LONGEST_NAME = 128;

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException naming the member that cannot be honoured */
    public static HttpApi of(String id, String account, JsonNode body) {
        String name = Invalid.required(body, "name");
        if (name.length() > LONGEST_NAME) {
            throw Invalid.of("name must have at most 128 characters.");
        }
        Invalid.oneOf(body, "protocolType", "HTTP", "HTTP");
        JsonNode cors = body.path("corsConfiguration");
        return new HttpApi(
                id,
                account,
                name,
                cors.isObject() ? Optional.of(Cors.of(cors)) : Optional.empty(),
                body.path("disableExecuteApiEndpoint").asBoolean());
    }
}
