package dev.sluice.delivery.endpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An endpoint as an item of the table. */
final class EndpointItem {

    private EndpointItem() {}

    static Map<String, AttributeValue> of(Endpoint endpoint) {
        Map<String, AttributeValue> item = new LinkedHashMap<>(key(endpoint.tenant(), endpoint.id()));
        item.put("url", s(endpoint.url()));
        item.put("description", s(endpoint.description()));
        item.put(
                "types",
                AttributeValue.fromL(
                        endpoint.types().stream().map(EndpointItem::s).toList()));
        endpoint.pattern().ifPresent(pattern -> item.put("pattern", s(pattern)));
        endpoint.disabled().ifPresent(reason -> item.put("disabled", s(reason)));
        endpoint.failingSince().ifPresent(time -> item.put("failingSince", s(time.toString())));
        Map<String, AttributeValue> headers = new LinkedHashMap<>();
        endpoint.headers().forEach((name, value) -> headers.put(name, s(value)));
        item.put("headers", AttributeValue.fromM(headers));
        item.put(
                "secrets",
                AttributeValue.fromL(
                        endpoint.secrets().stream().map(EndpointItem::secret).toList()));
        item.put("createdAt", s(endpoint.createdAt().toString()));
        item.put("updatedAt", s(endpoint.updatedAt().toString()));
        item.put("revision", AttributeValue.fromN(Long.toString(endpoint.revision())));
        return item;
    }

    static Endpoint read(Map<String, AttributeValue> item) {
        List<String> types = new ArrayList<>();
        attribute(item, "types").l().forEach(type -> types.add(type.s()));
        Map<String, String> headers = new LinkedHashMap<>();
        attribute(item, "headers").m().forEach((name, value) -> headers.put(name, value.s()));
        List<Secret> secrets = new ArrayList<>();
        attribute(item, "secrets").l().forEach(secret -> secrets.add(secret(secret.m())));
        return new Endpoint(
                text(item, "tenant"),
                text(item, "endpointId"),
                text(item, "url"),
                text(item, "description"),
                types,
                optional(item, "pattern"),
                optional(item, "disabled"),
                optional(item, "failingSince").map(Instant::parse),
                headers,
                secrets,
                Instant.parse(text(item, "createdAt")),
                Instant.parse(text(item, "updatedAt")),
                Long.parseLong(attribute(item, "revision").n()));
    }

    static Map<String, AttributeValue> key(String tenant, String id) {
        return Map.of("tenant", s(tenant), "endpointId", s(id));
    }

    static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("an endpoint's item has no " + name);
        }
        return value;
    }

    private static AttributeValue secret(Secret secret) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        map.put("secret", s(secret.reveal()));
        secret.validUntil().ifPresent(end -> map.put("validUntil", s(end.toString())));
        return AttributeValue.fromM(map);
    }

    private static Secret secret(Map<String, AttributeValue> map) {
        return Secret.parse(text(map, "secret"), optional(map, "validUntil").map(Instant::parse));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    private static Optional<String> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }
}
