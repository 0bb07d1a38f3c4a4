package dev.sluice.delivery.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.idempotency.Idempotency;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.rules.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers requests: finds the operation, checks what the token may do and whose application it is, and keeps answers to requests with
 * an {@code Idempotency-Key}. It never throws because of a request. Thread-safe.
 */
public final class Api {

    private static final String POST = "POST";
    private static final int LONGEST_KEY = 256;

    private final Router router;
    private final Owners owners;
    private final Idempotency idempotency;

    public Api(Router router, Owners owners, Idempotency idempotency) {
        this.router = router;
        this.owners = owners;
        this.idempotency = idempotency;
    }

    /**
     * @param payload an event of payload format 2.0
     * @param log gets a line for each request that failed because of something in here
     * @return an answer of payload format 2.0
     */
    public ObjectNode answer(JsonNode payload, Consumer<ObjectNode> log) {
        Event event = new Event(payload);
        return response(() -> answer(event), event, log).payload();
    }

    private static ApiResponse response(Supplier<ApiResponse> action, Event event, Consumer<ObjectNode> log) {
        try {
            return refusals(action);
        } catch (RuntimeException e) {
            log.accept(Json.object()
                    .put("request", "failed")
                    .put("method", event.method())
                    .put("requestId", event.requestId())
                    .put("reason", e.toString()));
            return ApiResponse.error(
                    500, "server_error", "The request failed; its id in the log is " + event.requestId() + ".");
        }
    }

    private ApiResponse answer(Event event) {
        Router.Match match = router.match(event.method(), event.path());
        Operation operation = match.operation();
        Optional<Principal> principal = event.principal();
        if (operation.scope() != Scope.NONE) {
            permit(operation, principal.orElseThrow(ApiException::unauthenticated));
        }
        Optional<Owner> owner = owner(operation, match.parameters(), principal);
        Map<String, String> headers = event.headers();
        String text = event.bodyText();
        ApiRequest request = new ApiRequest(
                event.method(),
                event.url(),
                match.parameters(),
                event.query(),
                headers,
                Event.body(text),
                text,
                principal,
                owner);
        return request.header("idempotency-key")
                .filter(key -> event.method().equals(POST) && principal.isPresent())
                .map(key -> once(operation, request, key))
                .orElseGet(() -> operation.handler().answer(request));
    }

    private static void permit(Operation operation, Principal principal) {
        Scope scope = operation.scope();
        if (scope != Scope.ANY && !principal.may(scope)) {
            throw ApiException.forbidden(
                    scope.isFor(principal.kind())
                            ? "The token does not have the scope " + scope.text() + "."
                            : "This operation takes no token of the kind "
                                    + principal.kind().name().toLowerCase(Locale.ROOT) + ".");
        }
    }

    /** Somebody else's application looks like one that does not exist. */
    private Optional<Owner> owner(Operation operation, Map<String, String> parameters, Optional<Principal> principal) {
        if (!operation.isOfApplication()) {
            return Optional.empty();
        }
        Optional<Owner> named = owners.find(String.valueOf(parameters.get(Operation.APPLICATION)));
        Optional<String> only = principal.flatMap(Principal::application);
        if (only.isPresent()
                && named.filter(owner -> owner.id().equals(only.get())).isEmpty()) {
            throw ApiException.notFound("The application does not exist.");
        }
        return named;
    }

    private ApiResponse once(Operation operation, ApiRequest request, String given) {
        if (given.length() > LONGEST_KEY) {
            throw ApiException.badRequest("The header Idempotency-Key has more than " + LONGEST_KEY + " characters.");
        }
        String key = Idempotency.key(request.caller().token(), given, request.url());
        return idempotency
                .once(
                        key,
                        () -> refusals(() -> operation.handler().answer(request))
                                .answered(operation.secret()))
                .map(ApiResponse::of)
                .orElseThrow(() -> ApiException.conflict(
                        "The first request with this Idempotency-Key is still being worked on; try again."));
    }

    /** A refusal is an answer, too; a repetition gets the same. */
    private static ApiResponse refusals(Supplier<ApiResponse> action) {
        try {
            return action.get();
        } catch (ApiException e) {
            return ApiResponse.error(e.status(), e.code(), String.valueOf(e.getMessage()));
        } catch (InvalidInputException e) {
            return ApiResponse.invalid(e.problems());
        }
    }
}
