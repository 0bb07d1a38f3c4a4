package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Inputs;
import dev.sluice.delivery.api.message.view.Joined;
import dev.sluice.delivery.api.message.view.Lists;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.api.message.view.Views;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.AttemptFields;
import dev.sluice.runtime.journal.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists and reads attempts. */
final class AttemptOperations implements Operations {

    private static final String ATTEMPTS = "/api/v1/app/{app_id}/attempt";
    private static final String ATTEMPT = "/api/v1/app/{app_id}/msg/{msg_id}/attempt/{attempt_id}";

    private final Lookup lookup;
    private final Attempts attempts;

    AttemptOperations(Lookup lookup) {
        this.lookup = lookup;
        this.attempts = lookup.attempts();
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ATTEMPTS + "/endpoint/{endpoint_id}", Scope.MESSAGES_READ, this::ofEndpoint),
                new Operation("GET", ATTEMPTS + "/msg/{msg_id}", Scope.MESSAGES_READ, this::ofMessage),
                new Operation("GET", ATTEMPT, Scope.MESSAGES_READ, this::get),
                new Operation("GET", ATTEMPT + "/headers", Scope.MESSAGES_READ, this::headers),
                new Operation("DELETE", ATTEMPT + "/content", Scope.MESSAGES_WRITE, this::expunge));
    }

    private ApiResponse ofEndpoint(ApiRequest request) {
        Inputs.Listing listing = Inputs.Listing.of(request.query());
        Wanted wanted = Wanted.of(request.query());
        String endpoint = lookup.endpoint(request).id();
        Joined joined = new Joined(lookup.messages(), request.owner().tenant());
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> wanted.none()
                                ? List.of()
                                : attempts.list(
                                        endpoint,
                                        wanted.filter(),
                                        listing.span(),
                                        from,
                                        ascending,
                                        limit,
                                        some -> joined.matching(some, listing.messages(), wanted.message())),
                        AttemptFields::sortKey,
                        attempt -> view(attempt, listing, wanted, joined.of(attempt))));
    }

    private ApiResponse ofMessage(ApiRequest request) {
        Inputs.Listing listing = Inputs.Listing.of(request.query());
        Wanted wanted = Wanted.of(request.query());
        Fields query = request.query();
        Field<String> given = query.optional("endpoint_id", Rules.text(1, Lists.ID));
        query.check();
        Message message = lookup.message(request);
        Optional<String> endpoint =
                given.optional().map(id -> lookup.endpoint(request, id).id());
        List<Attempt> all = listing.messages().takes(message)
                ? attempts.of(message.id()).stream()
                        .filter(attempt ->
                                endpoint.map(attempt.key().endpointId()::equals).orElse(true))
                        .filter(wanted::takes)
                        .filter(attempt -> Lists.within(listing.span(), attempt.startedAt()))
                        .toList()
                : List.of();
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> Lists.part(all, AttemptFields::sortKey, from, ascending, limit),
                        AttemptFields::sortKey,
                        attempt -> view(attempt, listing, wanted, Optional.of(message))));
    }

    private static ObjectNode view(Attempt attempt, Inputs.Listing listing, Wanted wanted, Optional<Message> message) {
        ObjectNode view = Views.attempt(attempt, listing.content());
        if (wanted.message()) {
            message.ifPresent(whole -> view.set("msg", Views.message(whole, listing.content())));
        }
        return view;
    }

    private ApiResponse get(ApiRequest request) {
        return ApiResponse.ok(Views.attempt(lookup.attempt(request), true));
    }

    /** A header whose value is empty was sent with one that is nobody's business. */
    private ApiResponse headers(ApiRequest request) {
        Attempt attempt = lookup.attempt(request);
        ObjectNode answer = Json.object();
        ObjectNode sent = answer.putObject("sentHeaders")
                .put("webhook-id", attempt.key().eventId())
                .put("webhook-timestamp", Long.toString(attempt.startedAt().getEpochSecond()));
        ArrayNode sensitive = Json.array();
        for (Map.Entry<String, String> header : attempt.wire().sent()) {
            if (header.getValue().isEmpty()) {
                sensitive.add(header.getKey());
            } else {
                sent.put(header.getKey(), header.getValue());
            }
        }
        ArrayNode received = answer.putArray("responseHeaders");
        attempt.wire()
                .received()
                .forEach(header -> received.addArray().add(header.getKey()).add(header.getValue()));
        answer.set("sensitive", sensitive);
        return ApiResponse.ok(answer);
    }

    private ApiResponse expunge(ApiRequest request) {
        attempts.expunge(lookup.attempt(request));
        return ApiResponse.noContent();
    }

    /**
     * The attempts that a query asks for.
     *
     * @param expanded whether what was never attempted is shown, too
     * @param none whether no attempt can be what is asked for: each has ended
     * @param message whether the message is wanted beside each
     */
    private record Wanted(AttemptFilter filter, boolean expanded, boolean canceled, boolean none, boolean message) {

        static Wanted of(Fields query) {
            Field<Integer> status = query.optional("status", Inputs.status());
            Field<Integer> code = query.optional("status_code_class", Inputs.codeClass());
            Field<Boolean> expanded = query.optional("expanded_statuses", Rules.flag());
            Field<Boolean> message = query.optional("with_msg", Rules.flag());
            query.check();
            int asked = status.or(Views.Status.SUCCESS.number());
            boolean success = asked == Views.Status.SUCCESS.number();
            boolean fail = asked == Views.Status.FAIL.number();
            return new Wanted(
                    new AttemptFilter(status.optional().map(unused -> success), code.optional()),
                    expanded.or(false),
                    asked == Views.Status.CANCELED.number(),
                    !success && !fail,
                    message.or(false));
        }

        boolean takes(Attempt attempt) {
            boolean skipped = attempt.status() == Attempt.Status.SKIPPED;
            return skipped ? canceled || expanded && filter.equals(AttemptFilter.ANY) : !none && filter.takes(attempt);
        }
    }
}
