package dev.sluice.engine.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $context} variables of a request.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">Variables</a>
 */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.([A-Za-z0-9._-]*[A-Za-z0-9_])");

    private final Map<String, String> values = new HashMap<>();

    static Variables of(Call call) {
        Variables variables = new Variables();
        variables
                .with("accountId", call.site().api().account())
                .with("apiId", call.site().api().id())
                .with("domainName", call.domain())
                .with("extendedRequestId", call.id())
                .with("httpMethod", call.exchange().method())
                .with("identity.sourceIp", Events.SOURCE_IP)
                .with("identity.userAgent", call.exchange().header("user-agent"))
                .with("path", call.path())
                .with("protocol", "HTTP/1.1")
                .with("requestId", call.id())
                .with("requestTime", Events.time(call))
                .with("requestTimeEpoch", Long.toString(call.at().toEpochMilli()))
                .with("routeKey", call.route().key().text())
                .with("stage", call.stage().name());
        return variables;
    }

    Variables with(String name, String value) {
        values.put(name, value);
        return this;
    }

    /** What an authorizer said, member by member. */
    Variables withAuthorizer(JsonNode context) {
        context.properties()
                .forEach(member ->
                        with("authorizer." + member.getKey(), member.getValue().asText()));
        return this;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The format with its variables filled in; {@code -} stands for what is not known. Quotes and line breaks are escaped. */
    String fill(String format) {
        Matcher matcher = VARIABLE.matcher(format);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(
                find(found.group(1)).map(Variables::escaped).orElse("-")));
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (c < ' ') {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
