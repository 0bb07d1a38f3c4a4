package dev.sluice.delivery.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An application as an item of the table. */
final class ApplicationItem {

    static final String PARTITION = "#applications";

    private ApplicationItem() {}

    static Map<String, AttributeValue> key(String id) {
        return Map.of("tenant", s(PARTITION), "endpointId", s(id));
    }

    static Map<String, AttributeValue> of(Application application) {
        Map<String, AttributeValue> item = new HashMap<>(key(application.id()));
        Map<String, AttributeValue> metadata = new LinkedHashMap<>();
        application.metadata().forEach((name, value) -> metadata.put(name, s(value)));
        item.put("kept", s(application.tenant()));
        item.put("name", s(application.name()));
        application.uid().ifPresent(uid -> item.put("uid", s(uid)));
        application.throttleRate().ifPresent(rate -> item.put("throttleRate", n(rate)));
        item.put("metadata", AttributeValue.fromM(metadata));
        item.put("createdAt", s(application.createdAt().toString()));
        item.put("updatedAt", s(application.updatedAt().toString()));
        item.put("revision", n(application.revision()));
        return item;
    }

    static Application read(Map<String, AttributeValue> item) {
        Map<String, String> metadata = new LinkedHashMap<>();
        attribute(item, "metadata").m().forEach((name, value) -> metadata.put(name, value.s()));
        return new Application(
                text(item, "endpointId"),
                text(item, "kept"),
                text(item, "name"),
                Optional.ofNullable(item.get("uid")).map(AttributeValue::s),
                Optional.ofNullable(item.get("throttleRate")).map(rate -> Integer.valueOf(rate.n())),
                metadata,
                Instant.parse(text(item, "createdAt")),
                Instant.parse(text(item, "updatedAt")),
                Long.parseLong(attribute(item, "revision").n()));
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .orElseThrow(() -> new IllegalStateException("an application's item has no " + name));
    }
}
