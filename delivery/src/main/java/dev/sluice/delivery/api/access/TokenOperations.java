package dev.sluice.delivery.api.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.list.Sorted;
import dev.sluice.delivery.application.Application;
import dev.sluice.delivery.application.Applications;
import dev.sluice.rules.event.Identifier;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.token.KeptToken;
import dev.sluice.runtime.token.Token;
import dev.sluice.runtime.token.TokenKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tokens of operators, tenants and portals. A token is answered once, when it is made; afterwards it is known by its id. */
public final class TokenOperations implements Operations {

    private static final String ALL = "/api/v1/token";
    private static final String ONE = ALL + "/{token_id}";
    private static final long TEN_YEARS = Duration.ofDays(3_650).toSeconds();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final Duration VISIT = Duration.ofDays(7);

    private static final Map<String, TokenKind> KINDS =
            Arrays.stream(TokenKind.values()).collect(Collectors.toUnmodifiableMap(TokenKind::word, kind -> kind));

    private static final Map<String, String> SCOPES = scopes();

    private final Tokens tokens;
    private final Applications applications;

    public TokenOperations(Tokens tokens, Applications applications) {
        this.tokens = tokens;
        this.applications = applications;
    }

    private static Map<String, String> scopes() {
        Map<String, String> scopes = new TreeMap<>();
        scopes.put("*", "*");
        Arrays.stream(Scope.values())
                .map(Scope::text)
                .filter(text -> !text.isEmpty())
                .forEach(text -> scopes.put(text, text));
        return scopes;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ALL, Scope.TOKENS_WRITE, this::list),
                new Operation("POST", ALL, Scope.TOKENS_WRITE, true, this::create),
                new Operation("POST", ONE + "/rotate", Scope.TOKENS_WRITE, true, this::rotate),
                new Operation("DELETE", ONE, Scope.TOKENS_WRITE, this::revoke));
    }

    private ApiResponse list(ApiRequest request) {
        TreeMap<String, KeptToken> byId = new TreeMap<>();
        tokens.all().forEach(token -> byId.put(token.id(), token));
        return ApiResponse.ok(request.page(true).answer(Sorted.source(byId), KeptToken::id, TokenOperations::view));
    }

    /** The tenant of a token becomes an application if it was none. */
    private ApiResponse create(ApiRequest request) {
        Fields body = request.fields();
        Field<TokenKind> kind = body.required("kind", Rules.oneOf(KINDS));
        Field<String> tenant = body.optional(
                "tenant", Rules.checked(Rules.text(1, Identifier.TENANT.most()), Identifier.TENANT::flaw));
        Field<List<String>> scopes = body.optional("scopes", Rules.list(Rules.oneOf(SCOPES), 1, SCOPES.size()));
        Field<Long> expiry = body.optional("expiry", Rules.whole(1, TEN_YEARS));
        if (kind.optional().isPresent() && (kind.value() == TokenKind.OPERATOR) == tenant.given()) {
            body.problem(
                    "tenant",
                    tenant.given() ? "must not be given for an operator's token" : "is required for such a token");
        }
        tenant.optional()
                .filter(name -> name.startsWith("#") || name.equals(Applications.OPERATIONS))
                .ifPresent(name -> body.problem("tenant", "is a name that the registry uses itself"));
        body.check();
        Optional<String> application =
                tenant.optional().map(applications::ofTenant).map(Application::id);
        Optional<Duration> until = expiry.optional()
                .map(Duration::ofSeconds)
                .or(() -> Optional.of(VISIT).filter(visit -> kind.value() == TokenKind.PORTAL));
        Token token = tokens.create(
                kind.value(), application, new TreeSet<>(scopes.or(List.of("*"))), Optional.empty(), until);
        return created(token);
    }

    /** A new token with the same rights; the old one lasts for a while. */
    private ApiResponse rotate(ApiRequest request) {
        Fields body = request.fieldsIfAny();
        Field<Long> grace = body.optional("gracePeriodSeconds", Rules.whole(0, 7 * DAY));
        body.check();
        KeptToken before = found(request);
        Token token = tokens.create(
                before.kind(),
                before.application(),
                Set.copyOf(before.scopes()),
                before.session(),
                before.expiresAt().map(end -> Duration.between(before.createdAt(), end)));
        tokens.end(before.id(), Duration.ofSeconds(grace.or(DAY)));
        return created(token);
    }

    private ApiResponse revoke(ApiRequest request) {
        tokens.end(found(request).id(), Duration.ZERO);
        return ApiResponse.noContent();
    }

    private KeptToken found(ApiRequest request) {
        return tokens.find(request.parameter("token_id"))
                .orElseThrow(() -> ApiException.notFound("The token does not exist."));
    }

    private ApiResponse created(Token token) {
        ObjectNode view = tokens.find(token.id()).map(TokenOperations::view).orElseGet(Json::object);
        return ApiResponse.created(view.put("token", token.reveal()));
    }

    private static ObjectNode view(KeptToken token) {
        ObjectNode view =
                Json.object().put("id", token.id()).put("kind", token.kind().word());
        token.application().ifPresent(application -> view.put("appId", application));
        new TreeSet<>(token.scopes()).forEach(view.putArray("scopes")::add);
        view.put("createdAt", token.createdAt().toString());
        token.expiresAt().ifPresent(end -> view.put("expiresAt", end.toString()));
        return view;
    }
}
