package dev.sluice.engine.sts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.credentials.LocalCredentials;
import dev.sluice.engine.iam.policy.SessionPolicies;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GetCallerIdentity, AssumeRole and GetSessionToken. Clients may ask for JSON with {@code Accept: application/json}. Session tags
 * and second factors are refused, not ignored.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public final class StsService implements Service {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;
    /** The root user's sessions, and those of a session that assumes another role, last an hour at most. */
    private static final int HOUR = 3_600;

    private static final int MOST_POLICY_CHARS = 2_048;
    private static final int MOST_POLICIES = 10;

    private static final List<String> REFUSED =
            List.of("TransitiveTagKeys", "Tags", "SerialNumber", "TokenCode", "ProvidedContexts");

    private final Kernel kernel;
    private final LocalCredentials credentials;

    public StsService(Kernel kernel, LocalCredentials credentials) {
        this.kernel = kernel;
        this.credentials = credentials;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(new Protocol.Query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/", false));
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity", this::identity,
                "AssumeRole", this::assumeRole,
                "GetSessionToken", this::sessionToken);
    }

    private Response identity(Request request) {
        Caller caller = request.caller();
        String user = switch (caller.kind()) {
            case ROLE ->
                roleId(caller.policyArn()) + ":"
                        + caller.arn().substring(caller.arn().lastIndexOf('/') + 1);
            case USER -> userId(caller);
            case ROOT, SERVICE, INTERNAL -> caller.account();
        };
        return Response.of(Json.object()
                .put("UserId", user)
                .put("Account", caller.account())
                .put("Arn", caller.arn()));
    }

    private Response assumeRole(Request request) {
        String role = text(request, "RoleArn");
        String session = text(request, "RoleSessionName");
        require(
                role.matches("arn:aws:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}"),
                role,
                "roleArn",
                "arn:aws:iam::\\d{12}:role/.+");
        require(session.matches("[\\w+=,.@-]{2,64}"), session, "roleSessionName", "[\\w+=,.@-]*");
        refuse(request);
        String policies = policies(request);
        boolean chained = request.caller().kind() == Caller.Kind.ROLE;
        int seconds = seconds(request, HOUR, LONGEST);
        if (chained && seconds > HOUR) {
            throw invalid(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        kernel.access().requireTrust(withExternalId(request), role);
        Instant expires = expires(seconds);
        ObjectNode result = Json.object();
        result.set("Credentials", view(credentials.session(role, session, expires, policies), expires));
        result.putObject("AssumedRoleUser")
                .put("AssumedRoleId", roleId(role) + ":" + session)
                .put("Arn", Caller.role(role, session).arn());
        if (!policies.isEmpty()) {
            result.put(
                    "PackedPolicySize",
                    Math.max(1, 100 * text(request, "Policy").length() / MOST_POLICY_CHARS));
        }
        return Response.of(result);
    }

    private Response sessionToken(Request request) {
        Caller caller = request.caller();
        if (caller.kind() == Caller.Kind.ROLE || request.headers().containsKey("x-amz-security-token")) {
            throw AwsException.of("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        refuse(request);
        boolean user = caller.kind() == Caller.Kind.USER;
        int seconds = seconds(request, user ? LONGEST : HOUR, 129_600);
        Instant expires = expires(user ? seconds : Math.min(seconds, HOUR));
        ObjectNode result = Json.object();
        result.set(
                "Credentials",
                view(
                        user
                                ? credentials.userSession(caller.arn(), expires)
                                : credentials.rootSession(caller.account(), expires),
                        expires));
        return Response.of(result);
    }

    private Instant expires(int seconds) {
        return kernel.time().now().plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The session's policies as the session carries them; empty for none. */
    private static String policies(Request request) {
        String given = text(request, "Policy");
        List<String> arns = new ArrayList<>();
        request.input()
                .path("PolicyArns")
                .forEach(one -> arns.add(one.path("arn").asText()));
        if (given.length() > MOST_POLICY_CHARS || arns.size() > MOST_POLICIES) {
            throw AwsException.of(
                    "PackedPolicyTooLarge", "The session's policies are larger than a session can carry.");
        }
        try {
            Optional<JsonNode> inline = given.isEmpty() ? Optional.empty() : Optional.of(Json.parse(given));
            if (inline.filter(document -> !document.path("Statement").isContainerNode())
                    .isPresent()) {
                throw AwsException.of("MalformedPolicyDocument", "Syntax errors in policy.");
            }
            return new SessionPolicies(inline, arns).text();
        } catch (JsonProcessingException e) {
            throw AwsException.of("MalformedPolicyDocument", "This policy contains invalid Json");
        }
    }

    private static Caller withExternalId(Request request) {
        Map<String, String> context = new HashMap<>();
        context.put("sts:RoleSessionName", text(request, "RoleSessionName"));
        for (String member : List.of("ExternalId", "SourceIdentity")) {
            if (!text(request, member).isEmpty()) {
                context.put("sts:" + member, text(request, member));
            }
        }
        return request.caller().with(context);
    }

    private String userId(Caller user) {
        ObjectNode input =
                Json.object().put("UserName", user.arn().substring(user.arn().lastIndexOf('/') + 1));
        return kernel.aws()
                .call(Caller.internal(user.account()), "iam", "GetUser", input)
                .path("User")
                .path("UserId")
                .asText();
    }

    /** The unique id that IAM gave the role; a role that is not there has none. */
    private String roleId(String arn) {
        try {
            ObjectNode input = Json.object().put("RoleName", arn.substring(arn.lastIndexOf('/') + 1));
            return kernel.aws()
                    .call(Caller.internal(arn.split(":", 6)[4]), "iam", "GetRole", input)
                    .path("Role")
                    .path("RoleId")
                    .asText();
        } catch (AwsException e) {
            return "AROA";
        }
    }

    private static void refuse(Request request) {
        for (String member : REFUSED) {
            if (request.input().has(member)) {
                throw invalid("This engine does not evaluate " + member + ".");
            }
        }
    }

    private static int seconds(Request request, int standard, int most) {
        String given = text(request, "DurationSeconds");
        if (given.isEmpty()) {
            return standard;
        }
        if (!given.matches("\\d{1,7}") || Integer.parseInt(given) < SHORTEST || Integer.parseInt(given) > most) {
            throw invalid("1 validation error detected: Value '" + given
                    + "' at 'durationSeconds' failed to satisfy constraint: Member must have value from " + SHORTEST
                    + " to " + most);
        }
        return Integer.parseInt(given);
    }

    private static void require(boolean holds, String value, String member, String pattern) {
        if (!holds) {
            throw invalid("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
    }

    private static String text(Request request, String member) {
        return request.input().path(member).asText();
    }

    private static AwsException invalid(String message) {
        return AwsException.of("ValidationError", message);
    }

    private static ObjectNode view(LocalCredentials.Keys keys, Instant expires) {
        return Json.object()
                .put("AccessKeyId", keys.accessKeyId())
                .put("SecretAccessKey", keys.secretAccessKey())
                .put("SessionToken", keys.sessionToken())
                .put("Expiration", expires.toString());
    }
}
