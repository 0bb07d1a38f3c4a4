package dev.sluice.delivery.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The members of one request, read with the field's name in every refusal. */
record Input(JsonNode request) {

    static final int TENANT = 128;

    String tenant() {
        String tenant = required("tenant");
        if (tenant.length() > TENANT) {
            throw new Refusal("tenant", "must have at most " + TENANT + " characters");
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
        return Optional.of(value.asText());
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
            texts.add(element.asText());
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
            map.put(member.getKey(), member.getValue().asText());
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
                        field.length() > TENANT ? "request" : field,
                        "is unknown; the operation takes " + String.join(", ", known));
            }
        });
    }
}
