package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.InvalidInputException;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Inputs;
import dev.sluice.delivery.api.message.view.Joined;
import dev.sluice.delivery.api.message.view.Lists;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.api.message.view.Views;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.message.AttemptFilter;
import dev.sluice.delivery.message.MessageTypes;
import dev.sluice.delivery.message.Redelivery;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.AttemptFields;
import dev.sluice.runtime.journal.Dispatch;
import dev.sluice.runtime.journal.Message;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What became of messages at endpoints, and messages that are sent to one endpoint because somebody asked for it. */
final class DeliveryOperations implements Operations {

    private static final String APPLICATION = "/api/v1/app/{app_id}";
    private static final String ENDPOINT = APPLICATION + "/endpoint/{endpoint_id}";
    private static final String ENDPOINTS_OF_MESSAGE = APPLICATION + "/msg/{msg_id}/endpoint";
    private static final int EXAMPLES = 100;

    private final Lookup lookup;
    private final Redelivery redelivery;
    private final Examples examples;
    private final MessageTypes types;
    private final Function<Endpoint, ObjectNode> view;

    DeliveryOperations(
            Lookup lookup,
            Redelivery redelivery,
            Examples examples,
            MessageTypes types,
            Function<Endpoint, ObjectNode> view) {
        this.lookup = lookup;
        this.redelivery = redelivery;
        this.examples = examples;
        this.types = types;
        this.view = view;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", ENDPOINT + "/msg", Scope.MESSAGES_READ, this::messages),
                new Operation("GET", ENDPOINTS_OF_MESSAGE, Scope.MESSAGES_READ, this::endpoints),
                new Operation(
                        "POST", ENDPOINTS_OF_MESSAGE + "/{endpoint_id}/resend", Scope.ATTEMPTS_WRITE, this::resend),
                new Operation("POST", ENDPOINT + "/send-example", Scope.ATTEMPTS_WRITE, this::example));
    }

    /** Each message once, where its last attempt stands in the list of attempts. */
    private ApiResponse messages(ApiRequest request) {
        Inputs.Listing listing = Inputs.Listing.of(request.query());
        Fields query = request.query();
        Field<Integer> status = query.optional("status", Inputs.status());
        query.check();
        String endpoint = lookup.endpoint(request).id();
        Joined joined = new Joined(lookup.messages(), request.owner().tenant());
        Optional<Boolean> delivered = status.optional().map(asked -> asked == Views.Status.SUCCESS.number());
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> lookup.attempts()
                                .list(
                                        endpoint,
                                        new AttemptFilter(delivered, Optional.empty()),
                                        listing.span(),
                                        from,
                                        ascending,
                                        limit,
                                        some -> last(some, status.optional(), joined, listing)),
                        AttemptFields::sortKey,
                        attempt -> Views.outcome(
                                Views.message(joined.of(attempt).orElseThrow(), listing.content()),
                                Optional.of(attempt))));
    }

    private List<Attempt> last(List<Attempt> some, Optional<Integer> status, Joined joined, Inputs.Listing listing) {
        List<Attempt> last = lookup.attempts().latest(some).stream()
                .filter(attempt -> status.map(asked -> asked
                                == Views.Status.after(Optional.of(attempt)).number())
                        .orElse(true))
                .toList();
        return joined.matching(last, listing.messages(), true).stream()
                .filter(attempt -> joined.of(attempt).isPresent())
                .toList();
    }

    private ApiResponse endpoints(ApiRequest request) {
        Message message = lookup.message(request);
        Map<String, Attempt> last = new HashMap<>();
        lookup.attempts()
                .of(message.id())
                .forEach(attempt -> last.put(attempt.key().endpointId(), attempt));
        Set<String> ids = new LinkedHashSet<>(last.keySet());
        lookup.attempts().dispatch(message.id()).map(Dispatch::matched).ifPresent(ids::addAll);
        List<Endpoint> endpoints = lookup.endpoints().of(request.owner().tenant()).stream()
                .filter(endpoint -> ids.contains(endpoint.id()))
                .sorted(Comparator.comparing(Endpoint::id))
                .toList();
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> Lists.part(endpoints, Endpoint::id, from, ascending, limit),
                        Endpoint::id,
                        endpoint -> Views.outcome(view.apply(endpoint), Optional.ofNullable(last.get(endpoint.id())))));
    }

    private ApiResponse resend(ApiRequest request) {
        Message message = lookup.message(request);
        Endpoint endpoint = lookup.endpoint(request);
        if (message.payload().isEmpty()) {
            throw ApiException.badRequest("The message cannot be sent again: its payload was expunged.");
        }
        int made = lookup.attempts().of(message.id()).stream()
                .filter(attempt -> attempt.key().endpointId().equals(endpoint.id()))
                .mapToInt(attempt -> attempt.key().number())
                .max()
                .orElse(0);
        redelivery.send(List.of(new Redelivery.Order(message, endpoint.id(), made + 1)));
        return ApiResponse.accepted(Json.object());
    }

    private ApiResponse example(ApiRequest request) {
        Fields fields = request.fields();
        Field<String> type = fields.required("eventType", Inputs.eventType());
        Field<Long> index = fields.optional("exampleIndex", Rules.whole(0, EXAMPLES));
        fields.check();
        Endpoint endpoint = lookup.endpoint(request);
        JsonNode payload = types.example(type.value(), (int) (long) index.or(0L))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> InvalidInputException.body(
                        "eventType", "has no example at that position; give the type a schema with examples"));
        Message message = examples.send(request.owner().tenant(), endpoint.id(), type.value(), payload);
        return request.library().map(library -> library.speaksSecondVersion()).orElse(false)
                ? ApiResponse.accepted(Views.message(message, true))
                : ApiResponse.ok(Views.message(message, true));
    }
}
