package dev.sluice.delivery.api.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.application.Application;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.eventtype.KnownType;
import dev.sluice.rules.json.Json;
import java.util.Map;

/** Resources as the API answers them, in the words of both versions of the clients. */
public final class Views {

    private Views() {}

    static ObjectNode application(Application application) {
        ObjectNode view = Json.object().put("id", application.id()).put("name", application.name());
        application.uid().ifPresent(uid -> view.put("uid", uid));
        application.throttleRate().ifPresent(rate -> rate(view, rate));
        view.set("metadata", map(application.metadata()));
        return view.put("createdAt", application.createdAt().toString())
                .put("updatedAt", application.updatedAt().toString());
    }

    /** An endpoint without its secrets and headers. */
    public static ObjectNode endpoint(Endpoint endpoint) {
        ObjectNode view = Json.object()
                .put("id", endpoint.id())
                .put("url", endpoint.url())
                .put("version", 1)
                .put("description", endpoint.description())
                .put("disabled", !endpoint.enabled());
        endpoint.profile().uid().ifPresent(uid -> view.put("uid", uid));
        if (!endpoint.types().isEmpty()) {
            ArrayNode types = view.putArray("eventTypes");
            endpoint.types().forEach(types::add);
            view.set("filterTypes", types.deepCopy());
        }
        if (!endpoint.profile().channels().isEmpty()) {
            endpoint.profile().channels().forEach(view.putArray("channels")::add);
        }
        endpoint.profile().throttleRate().ifPresent(rate -> rate(view, rate));
        view.set("metadata", map(endpoint.profile().metadata()));
        endpoint.pattern().ifPresent(pattern -> view.set("eventPattern", json(pattern)));
        endpoint.disabled().ifPresent(reason -> view.put("disabledReason", reason));
        return view.put("createdAt", endpoint.createdAt().toString())
                .put("updatedAt", endpoint.updatedAt().toString());
    }

    static ObjectNode eventType(KnownType type, boolean content) {
        ObjectNode view = Json.object()
                .put("name", type.name())
                .put("description", type.description())
                .put("archived", type.archived())
                .put("deprecated", type.deprecated());
        type.schemas().filter(schemas -> content).ifPresent(schemas -> view.set("schemas", schemas));
        type.group().ifPresent(group -> view.put("groupName", group));
        if (!type.featureFlags().isEmpty()) {
            type.featureFlags().forEach(view.putArray("featureFlags")::add);
            view.put("featureFlag", type.featureFlags().get(0));
        }
        return view.put("createdAt", type.createdAt().toString())
                .put("updatedAt", type.updatedAt().toString());
    }

    static ObjectNode map(Map<String, String> map) {
        ObjectNode view = Json.object();
        map.forEach(view::put);
        return view;
    }

    private static void rate(ObjectNode view, int rate) {
        view.put("throttleRate", rate).put("rateLimit", rate);
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an endpoint's pattern is not JSON", e);
        }
    }
}
