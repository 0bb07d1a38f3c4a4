package dev.sluice.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.StackOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice token}: makes, lists and revokes tokens of the control-plane API. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Makes, lists and revokes tokens of the control-plane API.",
            "On AWS it needs leave to describe the stack and to invoke its API function."
        })
public final class TokenCommand {

    private static final String TOKENS = "/api/v1/token";
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    /** Whose token it is; one of them. */
    static final class Whose {

        @Option(names = "--operator", description = "Whoever runs this installation: all tenants.")
        boolean operator;

        @Option(names = "--tenant", paramLabel = "TENANT", description = "A customer's own program: one tenant.")
        @Nullable
        String tenant;

        @Option(
                names = "--portal",
                paramLabel = "TENANT",
                description = "A person who looks at one tenant, for 7 days unless --expires says otherwise.")
        @Nullable
        String portal;
    }

    @Spec
    CommandSpec spec;

    @Mixin
    StackOptions where = new StackOptions();

    @SuppressWarnings("NullAway.Init")
    public TokenCommand() {}

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints it and nothing else. It is shown once.")
    int create(
            @ArgGroup(exclusive = true, multiplicity = "1") Whose whose,
            @Option(
                            names = "--expires",
                            paramLabel = "DURATION",
                            description = "When it ends, such as 90d, 12h, 30m or 60s (default: when it is revoked).")
                    @Nullable
                    String expires,
            @Option(
                            names = "--scope",
                            paramLabel = "SCOPE",
                            description =
                                    "What it may do, such as endpoints:read. May be repeated (default: all that its kind"
                                            + " may).")
                    @Nullable
                    List<String> scopes)
            throws IOException {
        ObjectNode request = request(whose);
        if (expires != null) {
            request.put("expiry", duration(expires).toSeconds());
        }
        if (scopes != null) {
            scopes.forEach(request.putArray("scopes")::add);
        }
        print(function().call("POST", TOKENS, request.toString()).path("token").asText());
        return 0;
    }

    static ObjectNode request(Whose whose) {
        ObjectNode request = new ObjectMapper().createObjectNode();
        if (whose.tenant != null) {
            return request.put("kind", "tenant").put("tenant", whose.tenant);
        }
        return whose.portal != null
                ? request.put("kind", "portal").put("tenant", whose.portal)
                : request.put("kind", "operator");
    }

    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--expires: " + text + " is not a duration such as 90d, 12h, 30m or 60s");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "d" -> Duration.ofDays(number);
            case "h" -> Duration.ofHours(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the tokens that have not ended: their ids, never the tokens.")
    int list() throws IOException {
        String page = TOKENS + "?limit=250";
        JsonNode answer = function().call("GET", page, "");
        boolean any = false;
        while (true) {
            for (JsonNode token : answer.path("data")) {
                print(line(token));
                any = true;
            }
            if (answer.path("done").asBoolean(true)) {
                break;
            }
            answer = function()
                    .call("GET", page + "&iterator=" + answer.path("iterator").asText(), "");
        }
        if (!any) {
            print("no tokens; make one with `./sluice token create --operator`");
        }
        return 0;
    }

    /** Id, kind, application, scopes and end, if there is one. */
    static String line(JsonNode token) {
        List<String> scopes = new ArrayList<>();
        token.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        String end = token.path("expiresAt").asText();
        return String.join(
                        "  ",
                        token.path("id").asText(),
                        token.path("kind").asText(),
                        token.path("appId").asText("-"),
                        String.join(",", scopes),
                        end.isEmpty() ? "" : "until " + end)
                .stripTrailing();
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends a token.")
    int revoke(@Parameters(paramLabel = "ID", description = "As printed by list.") String id) throws IOException {
        if (!id.matches("[0-9A-Za-z]{1,64}")) {
            throw new IllegalArgumentException(
                    "ID: is not a token's id; give the one that `./sluice token list` prints, not the token");
        }
        function().call("DELETE", TOKENS + "/" + id, "");
        print("revoked " + id + "; where an answer of the authorizer is remembered, within the minute");
        return 0;
    }

    private ApiFunction function() {
        return new ApiFunction(where.deployment());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
