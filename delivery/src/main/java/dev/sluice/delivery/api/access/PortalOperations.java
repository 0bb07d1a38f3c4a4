package dev.sluice.delivery.api.access;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Principal;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.resource.ApplicationOperations;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.token.KeptToken;
import dev.sluice.runtime.token.Token;
import dev.sluice.runtime.token.TokenKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Visits of the portal: a token for one application, for a while, in a link. */
public final class PortalOperations implements Operations {

    private static final long HOUR = 3_600;
    private static final long WEEK = Duration.ofDays(7).toSeconds();
    private static final long THREE_DAYS = Duration.ofDays(3).toSeconds();

    private static final Set<Scope> VIEW = Set.of(
            Scope.APPLICATIONS_READ,
            Scope.ENDPOINTS_READ,
            Scope.EVENT_TYPES_READ,
            Scope.MESSAGES_READ,
            Scope.TASKS_READ,
            Scope.STATISTICS_READ);

    /** What each capability of a visit is. Transformations are not offered. */
    private static final Map<String, Set<Scope>> CAPABILITIES = Map.of(
            "ViewBase", VIEW,
            "ViewEndpointSecret", Set.of(Scope.SECRETS_READ),
            "ManageEndpointSecret", Set.of(Scope.SECRETS_WRITE),
            "ManageTransformations", Set.of(),
            "CreateAttempts", Set.of(Scope.ATTEMPTS_WRITE),
            "ManageEndpoint", Set.of(Scope.ENDPOINTS_WRITE));

    private final Tokens tokens;
    private final ApplicationOperations applications;
    private final Optional<String> portal;

    /** @param portal where the portal is; without one it is below the API's own address */
    public PortalOperations(Tokens tokens, ApplicationOperations applications, Optional<String> portal) {
        this.tokens = tokens;
        this.applications = applications;
        this.portal = portal;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation(
                        "POST", "/api/v1/auth/app-portal-access/{app_id}", Scope.TOKENS_WRITE, true, this::access),
                new Operation("POST", "/api/v1/auth/logout", Scope.ANY, this::logout),
                new Operation("POST", "/api/v1/auth/app/{app_id}/expire-all", Scope.TOKENS_WRITE, this::expireAll));
    }

    private ApiResponse access(ApiRequest request) {
        Fields body = request.fieldsIfAny();
        Field<List<Set<Scope>>> capabilities =
                body.optional("capabilities", Rules.list(Rules.oneOf(CAPABILITIES), 0, 20));
        Field<Boolean> readOnly = body.optional("readOnly", Rules.flag());
        Field<Long> expiry = body.optional("expiry", Rules.whole(HOUR, WEEK));
        Field<String> session = body.optional("sessionId", Rules.name(256));
        Optional<Fields> application = body.object("application");
        body.check();
        Owner owner = request.application().isEmpty() && application.isPresent()
                ? applications.getOrCreate(application.get())
                : request.owner();
        Token token = tokens.create(
                TokenKind.PORTAL,
                Optional.of(owner.id()),
                scopes(capabilities.optional(), readOnly.or(false)),
                session.optional(),
                Optional.of(Duration.ofSeconds(expiry.or(WEEK))));
        String address =
                portal.orElseGet(() -> "https://" + request.header("host").orElse("localhost") + "/portal");
        return ApiResponse.ok(
                Json.object().put("url", address + "#token=" + token.reveal()).put("token", token.reveal()));
    }

    private static Set<String> scopes(Optional<List<Set<Scope>>> capabilities, boolean readOnly) {
        TreeSet<String> scopes = new TreeSet<>();
        if (capabilities.isPresent()) {
            capabilities.get().forEach(each -> each.forEach(scope -> scopes.add(scope.text())));
        } else if (readOnly) {
            VIEW.forEach(scope -> scopes.add(scope.text()));
        } else {
            CAPABILITIES.values().forEach(each -> each.forEach(scope -> scopes.add(scope.text())));
        }
        return scopes;
    }

    /** Ends the visit whose token it was sent with. Programs' tokens are revoked, and do not log out. */
    private ApiResponse logout(ApiRequest request) {
        if (request.caller().kind() != Principal.Kind.PORTAL) {
            throw ApiException.badRequest(
                    "Only a token of a portal logs out; revoke others with `sluice token revoke`.");
        }
        tokens.end(request.caller().token(), Duration.ZERO);
        return ApiResponse.noContent();
    }

    private ApiResponse expireAll(ApiRequest request) {
        Fields body = request.fieldsIfAny();
        Field<Long> expiry = body.optional("expiry", Rules.whole(0, THREE_DAYS));
        Field<List<String>> sessions = body.optional("sessionIds", Rules.list(Rules.name(256), 0, 100));
        body.check();
        Duration after = Duration.ofSeconds(expiry.or(0L));
        for (KeptToken token : tokens.of(Optional.of(request.owner().id()))) {
            boolean meant = sessions.or(List.of()).isEmpty()
                    || token.session().filter(sessions.or(List.of())::contains).isPresent();
            if (token.kind() == TokenKind.PORTAL && meant) {
                tokens.end(token.id(), after);
            }
        }
        return ApiResponse.noContent();
    }
}
