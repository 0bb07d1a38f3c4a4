package dev.sluice.engine.sts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Json;
import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.iam.LocalCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** GetCallerIdentity and AssumeRole. */
public final class StsService implements Service {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;

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
        return Map.of("GetCallerIdentity", StsService::identity, "AssumeRole", this::assumeRole);
    }

    private static Response identity(Request request) {
        Caller caller = request.caller();
        return Response.of(Json.object()
                .put("UserId", caller.kind() == Caller.Kind.ROOT ? caller.account() : caller.arn())
                .put("Account", caller.account())
                .put("Arn", caller.arn()));
    }

    private Response assumeRole(Request request) {
        String role = request.input().path("RoleArn").asText();
        String session = request.input().path("RoleSessionName").asText();
        int seconds = request.input().path("DurationSeconds").asInt(3600);
        if (!role.matches("arn:aws:iam::\\d{12}:role/.+") || session.isEmpty()) {
            throw AwsException.of(
                    "ValidationError", "RoleArn must be the ARN of a role, and RoleSessionName must be given.");
        }
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw AwsException.of(
                    "ValidationError", "DurationSeconds must be from " + SHORTEST + " to " + LONGEST + ".");
        }
        kernel.access().requireTrust(request.caller(), role);
        Instant expires = kernel.time().now().plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.SECONDS);
        LocalCredentials.Keys keys = credentials.session(role, session, expires);
        ObjectNode result = Json.object();
        result.putObject("Credentials")
                .put("AccessKeyId", keys.accessKeyId())
                .put("SecretAccessKey", keys.secretAccessKey())
                .put("SessionToken", keys.sessionToken())
                .put("Expiration", expires.toString());
        result.putObject("AssumedRoleUser")
                .put("AssumedRoleId", role.substring(role.lastIndexOf('/') + 1) + ":" + session)
                .put("Arn", Caller.role(role, session).arn());
        return Response.of(result);
    }
}
