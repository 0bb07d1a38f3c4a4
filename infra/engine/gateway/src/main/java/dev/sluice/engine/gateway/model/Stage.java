package dev.sluice.engine.gateway.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is served of an API: {@code $default} at its root, another one below its name.
 *
 * @param throttles by route key; that of {@code ""} is for routes without one
 * @param logGroup the ARN of the log group for access logs; empty for none
 * @param logFormat a line of that log, with {@code $context} variables
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html">Stages</a>
 */
public record Stage(
        String name,
        Map<String, Throttle> throttles,
        String logGroup,
        String logFormat,
        Map<String, String> variables) {

    public static final String DEFAULT = "$default";

    /** @throws dev.sluice.engine.aws.AwsException BadRequestException naming the member that cannot be honoured */
    public static Stage of(JsonNode body) {
        String name = Invalid.required(body, "stageName");
        if (!name.equals(DEFAULT) && !name.matches("[a-zA-Z0-9_-]{1,128}")) {
            throw Invalid.of("stageName must be $default or of letters, digits, _ and -, and is " + name + ".");
        }
        if (!body.path("autoDeploy").asBoolean()) {
            throw Invalid.of("autoDeploy must be true: the engine serves every change at once.");
        }
        Map<String, Throttle> throttles = new HashMap<>();
        Throttle.of(body.path("defaultRouteSettings")).ifPresent(usual -> throttles.put("", usual));
        body.path("routeSettings")
                .properties()
                .forEach(route -> Throttle.of(route.getValue()).ifPresent(own -> throttles.put(route.getKey(), own)));
        JsonNode logs = body.path("accessLogSettings");
        String group = logs.path("destinationArn").asText("");
        if (!group.isEmpty() && !group.contains(":log-group:")) {
            throw Invalid.of("accessLogSettings.destinationArn must be the ARN of a log group, and is " + group + ".");
        }
        Map<String, String> variables = new HashMap<>();
        body.path("stageVariables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        return new Stage(name, Map.copyOf(throttles), group, logs.path("format").asText(""), Map.copyOf(variables));
    }

    /** How many requests a route takes here; empty for any number. */
    public Optional<Throttle> throttle(String routeKey) {
        return Optional.ofNullable(throttles.getOrDefault(routeKey, throttles.get("")));
    }
}
