package dev.sluice.delivery.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.application.Applications;
import dev.sluice.rules.event.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The members of one request, read with the field's name in every refusal. */
record Input(JsonNode request) {

    private static final int FIELD = 128;

    /** As admission control takes tenants: an endpoint of any other would never get an event. */
    String tenant() {
        String tenant = required("tenant");
        Identifier.TENANT.flaw(tenant).ifPresent(flaw -> {
            throw new Refusal("tenant", flaw);
        });
        if (tenant.startsWith("#") || tenant.equals(Applications.OPERATIONS)) {
            throw new Refusal("tenant", "is a name that the registry uses itself");
        }
        return tenant;
    }

    String required(String field) {
        return optional(field).filter(text -> !text.isEmpty()).orElseThrow(() -> new Refusal(field, "is missing"));
    }

    /** The text; empty if the member is absent or null. */
    Optional<String> optional(String field) {
        JsonNode value = request.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Refusal(field, "must be a string");
        }
        return Optional.of(whole(field, value.asText()));
    }

    /** What would be replaced when it is stored would be another text than the one that was asked for. */
    private static String whole(String field, String text) {
        if (Identifier.isBroken(text)) {
            throw new Refusal(field, "must not contain half of a surrogate pair");
        }
        return text;
    }

    boolean has(String field) {
        return request.has(field);
    }

    Optional<List<String>> texts(String field) {
        JsonNode value = request.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw new Refusal(field, "must be a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw new Refusal(field, "must be a list of strings");
            }
            texts.add(whole(field, element.asText()));
        }
        return Optional.of(texts);
    }

    Optional<Map<String, String>> map(String field) {
        JsonNode value = request.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw new Refusal(field, "must be an object of strings");
        }
        Map<String, String> map = new LinkedHashMap<>();
        value.properties().forEach(member -> {
            if (!member.getValue().isTextual()) {
                throw new Refusal(field, "must be an object of strings");
            }
            // The parser takes no such name.
            map.put(member.getKey(), whole(field, member.getValue().asText()));
        });
        return Optional.of(map);
    }

    /** Refuses members that the operation does not know: a misspelt one would be ignored otherwise. */
    void only(String... fields) {
        Set<String> known = new TreeSet<>(Set.of(fields));
        known.add("operation");
        known.add("tenant");
        request.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new Refusal(
                        field.length() > FIELD || Identifier.isBroken(field) ? "request" : field,
                        "is unknown; the operation takes " + String.join(", ", known));
            }
        });
    }
}
