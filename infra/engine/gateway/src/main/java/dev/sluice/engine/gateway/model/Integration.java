package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * The function that answers requests, in payload format 2.0.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">Lambda integrations</a>
 */
public record Integration(String id, String function, Duration timeout) {

    private static final int LEAST_MS = 50;
    private static final int MOST_MS = 30_000;

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException naming the member that cannot be honoured */
    public static Integration of(String id, JsonNode body) {
        Invalid.oneOf(body, "integrationType", "", "AWS_PROXY");
        Invalid.oneOf(body, "payloadFormatVersion", "", "2.0");
        Invalid.oneOf(body, "connectionType", "INTERNET", "INTERNET");
        Invalid.oneOf(body, "integrationMethod", "POST", "POST");
        return new Integration(
                id,
                FunctionUri.arn("integrationUri", Invalid.required(body, "integrationUri")),
                Duration.ofMillis(Invalid.number(body, "timeoutInMillis", MOST_MS, LEAST_MS, MOST_MS)));
    }
}
