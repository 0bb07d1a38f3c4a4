package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The function that is asked whether a request may go on, in payload format 2.0 with simple responses.
 *
 * @param sources what of a request it goes by; a request that lacks one is refused without asking
 * @param ttl how long an answer holds for the same values of the sources; zero for not at all
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</a>
 */
public record Authorizer(String id, String function, List<String> sources, Duration ttl) {

    private static final Pattern SOURCE = Pattern.compile(
            "\\$request\\.(header|querystring)\\.[A-Za-z0-9!#$%&'*+.^_`|~-]+|\\$context\\.[A-Za-z.]+|\\$stageVariables\\.\\w+");
    private static final int LONGEST_SECONDS = 3_600;

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException naming the member that cannot be honoured */
    public static Authorizer of(String id, JsonNode body) {
        Invalid.required(body, "name");
        Invalid.oneOf(body, "authorizerType", "", "REQUEST");
        Invalid.oneOf(body, "authorizerPayloadFormatVersion", "", "2.0");
        Invalid.oneOf(body, "enableSimpleResponses", "false", "true");
        List<String> sources = Invalid.texts(body.path("identitySource"));
        sources.stream()
                .filter(source -> !SOURCE.matcher(source).matches())
                .findFirst()
                .ifPresent(source -> {
                    throw Invalid.of("identitySource has " + source
                            + ": it must be $request.header.NAME, $request.querystring.NAME, $context.NAME or"
                            + " $stageVariables.NAME.");
                });
        int seconds = Invalid.number(body, "authorizerResultTtlInSeconds", 0, 0, LONGEST_SECONDS);
        if (seconds > 0 && sources.isEmpty()) {
            throw Invalid.of("identitySource must not be empty when authorizerResultTtlInSeconds is above 0.");
        }
        return new Authorizer(
                id,
                FunctionUri.arn("authorizerUri", Invalid.required(body, "authorizerUri")),
                sources,
                Duration.ofSeconds(seconds));
    }
}
