package dev.sluice.delivery.api.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.api.ApiResponse;
import dev.sluice.delivery.api.Operation;
import dev.sluice.delivery.api.Operations;
import dev.sluice.delivery.api.Owner;
import dev.sluice.delivery.api.Scope;
import dev.sluice.delivery.api.input.Field;
import dev.sluice.delivery.api.input.Fields;
import dev.sluice.delivery.api.input.Rules;
import dev.sluice.delivery.api.message.view.Inputs;
import dev.sluice.delivery.api.message.view.Lookup;
import dev.sluice.delivery.api.message.view.Views;
import dev.sluice.delivery.message.Messages;
import dev.sluice.rules.json.Json;
import dev.sluice.runtime.journal.Message;
import dev.sluice.runtime.journal.MessageItem;
import java.util.List;
import java.util.Map;

/** Makes, lists, reads and expunges messages. */
public final class MessageOperations implements Operations {

    private static final String MESSAGES = "/api/v1/app/{app_id}/msg";
    private static final String MESSAGE = MESSAGES + "/{msg_id}";
    private static final int IDS = 250;
    private static final int ID = 256;

    /** Makes the application that a path names and a body describes. */
    @FunctionalInterface
    public interface Applications {

        /** @param body an application as it is created, without problems of its own reported yet */
        Owner create(Fields body);
    }

    private final Lookup lookup;
    private final Messages messages;
    private final Creation creation;
    private final Applications applications;

    MessageOperations(Lookup lookup, Creation creation, Applications applications) {
        this.lookup = lookup;
        this.messages = lookup.messages();
        this.creation = creation;
        this.applications = applications;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                new Operation("GET", MESSAGES, Scope.MESSAGES_READ, this::list),
                new Operation("POST", MESSAGES, Scope.MESSAGES_WRITE, this::create),
                new Operation("POST", MESSAGES + "/bulk-expunge", Scope.MESSAGES_WRITE, this::expungeMany),
                new Operation("POST", MESSAGES + "/precheck/active", Scope.MESSAGES_READ, this::precheck),
                new Operation("GET", MESSAGE, Scope.MESSAGES_READ, this::get),
                new Operation("DELETE", MESSAGE + "/content", Scope.MESSAGES_WRITE, this::expunge));
    }

    private ApiResponse create(ApiRequest request) {
        boolean content = Inputs.content(request.query());
        MessageInput input = MessageInput.of(request.fields());
        Message message = creation.create(owner(request).tenant(), input);
        return ApiResponse.accepted(Views.message(message, content));
    }

    /** A message may bring its application along. */
    private Owner owner(ApiRequest request) {
        JsonNode described = request.body().path("application");
        return request.application().isEmpty() && described.isObject()
                ? applications.create(new Fields(described, "body"))
                : request.owner();
    }

    private ApiResponse list(ApiRequest request) {
        Inputs.Listing listing = Inputs.Listing.of(request.query());
        String tenant = request.owner().tenant();
        return ApiResponse.ok(request.page(false)
                .answer(
                        (from, ascending, limit) -> content(
                                tenant,
                                messages.list(tenant, listing.messages(), listing.span(), from, ascending, limit),
                                listing.content()),
                        MessageItem::sortKey,
                        message -> Views.message(message, listing.content())));
    }

    private List<Message> content(String tenant, List<Message> listed, boolean content) {
        if (!content) {
            return listed;
        }
        Map<String, Message> whole =
                messages.find(tenant, listed.stream().map(Message::id).toList());
        return listed.stream()
                .map(message -> whole.getOrDefault(message.id(), message))
                .toList();
    }

    private ApiResponse get(ApiRequest request) {
        boolean content = Inputs.content(request.query());
        return ApiResponse.ok(Views.message(lookup.message(request), content));
    }

    private ApiResponse expunge(ApiRequest request) {
        if (!messages.expunge(request.owner().tenant(), lookup.message(request).id())) {
            throw ApiException.notFound("The message does not exist.");
        }
        return ApiResponse.noContent();
    }

    private ApiResponse expungeMany(ApiRequest request) {
        Fields fields = request.fields();
        Field<List<String>> ids = fields.required("ids", Rules.list(Rules.text(1, ID), 1, IDS));
        fields.check();
        ObjectNode answer = Json.object();
        ObjectNode results = answer.putObject("results");
        for (String id : ids.value()) {
            results.put(id, messages.expunge(request.owner().tenant(), id) ? "expunged" : "not-found");
        }
        return ApiResponse.ok(answer);
    }

    private ApiResponse precheck(ApiRequest request) {
        Fields fields = request.fields();
        Field<String> type = fields.required("eventType", Inputs.eventType());
        Field<List<String>> channels = fields.optional("channels", Rules.list(Inputs.channel(), 1, Inputs.CHANNELS));
        fields.check();
        boolean active = lookup.endpoints().of(request.owner().tenant()).stream()
                .anyMatch(endpoint -> endpoint.enabled()
                        && endpoint.asksFor(type.value())
                        && endpoint.listensTo(channels.or(List.of())));
        return ApiResponse.ok(Json.object().put("active", active));
    }
}
