package dev.sluice.delivery.api.message.view;

import dev.sluice.delivery.api.ApiException;
import dev.sluice.delivery.api.ApiRequest;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.EndpointStore;
import dev.sluice.delivery.message.Attempts;
import dev.sluice.delivery.message.Messages;
import dev.sluice.delivery.message.NamedIds;
import dev.sluice.rules.event.Identifier;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a path names, among what its application has; what another has looks like what does not exist. */
public record Lookup(EndpointStore endpoints, Messages messages, Attempts attempts) {

    /** By id or {@code uid}. */
    public Endpoint endpoint(ApiRequest request) {
        return endpoint(request, request.parameter("endpoint_id"));
    }

    public Endpoint endpoint(ApiRequest request, String given) {
        String tenant = request.owner().tenant();
        return Optional.of(given)
                .filter(id -> Identifier.ENDPOINT_ID.flaw(id).isEmpty())
                .flatMap(id -> endpoints
                        .find(tenant, id)
                        .or(() -> endpoints.idOf(tenant, id).flatMap(found -> endpoints.find(tenant, found))))
                .orElseThrow(() -> ApiException.notFound("The endpoint does not exist."));
    }

    /** By id, or by the {@code eventId} that its sender gave it. */
    public Message message(ApiRequest request) {
        String tenant = request.owner().tenant();
        String given = request.parameter("msg_id");
        if (Identifier.EVENT_ID.most() >= given.length() && !given.isEmpty()) {
            String named = NamedIds.message(tenant, given);
            Map<String, Message> found = messages.find(tenant, List.of(given, named));
            Optional<Message> message = Stream.of(given, named)
                    .filter(found::containsKey)
                    .map(found::get)
                    .findFirst();
            if (message.isPresent()) {
                return message.get();
            }
        }
        throw ApiException.notFound("The message does not exist.");
    }

    public Attempt attempt(ApiRequest request) {
        String given = request.parameter("attempt_id");
        return attempts.of(message(request).id()).stream()
                .filter(attempt -> NamedIds.attempt(attempt.key()).equals(given))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("The attempt does not exist."));
    }
}
