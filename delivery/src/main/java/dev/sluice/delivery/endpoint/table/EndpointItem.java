package dev.sluice.delivery.endpoint.table;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Profile;
import dev.sluice.delivery.endpoint.SealedSecrets;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.shape.BodyFormat;
import dev.sluice.delivery.shape.Credentials;
import dev.sluice.delivery.shape.Shape;
import dev.sluice.runtime.seal.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An endpoint as an item of the table.
 *
 * @param vault encrypts secrets, with the tenant and the endpoint as their context
 */
public record EndpointItem(Optional<Vault> vault) {

    private static final String SEALED = "sealed";
    private static final String PLAIN = "plain";

    Map<String, AttributeValue> of(Endpoint endpoint) {
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
        item.put("secrets", secrets(endpoint));
        put(item, endpoint.profile());
        put(item, endpoint.profile().shape(), context(endpoint.tenant(), endpoint.id()));
        item.put("createdAt", s(endpoint.createdAt().toString()));
        item.put("updatedAt", s(endpoint.updatedAt().toString()));
        item.put("revision", n(endpoint.revision()));
        return item;
    }

    Endpoint read(Map<String, AttributeValue> item) {
        List<String> types = new ArrayList<>();
        attribute(item, "types").l().forEach(type -> types.add(type.s()));
        Map<String, String> headers = new LinkedHashMap<>();
        attribute(item, "headers").m().forEach((name, value) -> headers.put(name, value.s()));
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
                secrets(item),
                profile(item),
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

    /** Those that were not opened are written as they were read. */
    private AttributeValue secrets(Endpoint endpoint) {
        if (endpoint.secrets() instanceof SealedSecrets untouched) {
            return AttributeValue.fromL(untouched.sealed().stream()
                    .map(secret -> secret(bytes(secret.bytes()), secret.validUntil()))
                    .toList());
        }
        Map<String, String> context = context(endpoint.tenant(), endpoint.id());
        return AttributeValue.fromL(endpoint.secrets().stream()
                .map(secret -> secret(kept(secret.reveal(), context), secret.validUntil()))
                .toList());
    }

    private AttributeValue kept(String secret, Map<String, String> context) {
        return vault.map(found -> bytes(found.seal(secret.getBytes(StandardCharsets.US_ASCII), context)))
                .orElseGet(() -> s(secret));
    }

    private static AttributeValue secret(AttributeValue kept, Optional<Instant> validUntil) {
        Map<String, AttributeValue> map = new LinkedHashMap<>();
        map.put("secret", kept);
        validUntil.ifPresent(end -> map.put("validUntil", s(end.toString())));
        return AttributeValue.fromM(map);
    }

    /** Encrypted ones are bytes. Where some are not, they were kept before there was a vault. */
    private List<Secret> secrets(Map<String, AttributeValue> item) {
        List<SealedSecrets.Sealed> sealed = new ArrayList<>();
        List<Secret> plain = new ArrayList<>();
        Map<String, String> context = context(text(item, "tenant"), text(item, "endpointId"));
        for (AttributeValue value : attribute(item, "secrets").l()) {
            AttributeValue secret = attribute(value.m(), "secret");
            Optional<Instant> end = optional(value.m(), "validUntil").map(Instant::parse);
            if (secret.b() == null) {
                plain.add(Secret.parse(secret.s(), end));
            } else {
                sealed.add(new SealedSecrets.Sealed(secret.b().asByteArray(), end));
            }
        }
        return plain.isEmpty() ? new SealedSecrets(sealed, bytes -> open(bytes, context)) : plain;
    }

    private byte[] open(byte[] sealed, Map<String, String> context) {
        return vault.orElseThrow(() -> new IllegalStateException(
                        "the secrets of " + context + " are encrypted, and this function has no key; set SECRETS_KEY"))
                .open(sealed, context);
    }

    private static Map<String, String> context(String tenant, String id) {
        return Map.of("tenant", tenant, "endpoint", id);
    }

    private static void put(Map<String, AttributeValue> item, Profile profile) {
        profile.uid().ifPresent(uid -> item.put("uid", s(uid)));
        if (!profile.channels().isEmpty()) {
            item.put(
                    "channels",
                    AttributeValue.fromL(
                            profile.channels().stream().map(EndpointItem::s).toList()));
        }
        if (!profile.metadata().isEmpty()) {
            Map<String, AttributeValue> metadata = new LinkedHashMap<>();
            profile.metadata().forEach((name, value) -> metadata.put(name, s(value)));
            item.put("metadata", AttributeValue.fromM(metadata));
        }
        profile.throttleRate().ifPresent(rate -> item.put("throttleRate", n(rate)));
    }

    private void put(Map<String, AttributeValue> item, Shape shape, Map<String, String> context) {
        if (shape.format() != BodyFormat.STANDARD) {
            item.put("format", s(shape.format().name()));
        }
        shape.credentials()
                .ifPresent(credentials -> item.put(
                        "credentials",
                        credentials.isSealed() || vault.isEmpty()
                                ? AttributeValue.fromM(
                                        Map.of(credentials.isSealed() ? SEALED : PLAIN, bytes(credentials.bytes())))
                                : AttributeValue.fromM(
                                        Map.of(SEALED, bytes(vault.get().seal(credentials.bytes(), context))))));
    }

    /** Credentials that were kept before there was a vault are not sealed. */
    private Shape shape(Map<String, AttributeValue> item) {
        Map<String, String> context = context(text(item, "tenant"), text(item, "endpointId"));
        return new Shape(
                optional(item, "format").map(BodyFormat::valueOf).orElse(BodyFormat.STANDARD),
                Optional.ofNullable(item.get("credentials"))
                        .map(AttributeValue::m)
                        .map(kept -> kept.containsKey(SEALED)
                                ? Credentials.sealed(
                                        attribute(kept, SEALED).b().asByteArray(), bytes -> open(bytes, context))
                                : Credentials.plain(attribute(kept, PLAIN).b().asByteArray())));
    }

    /** An item that was written before there were profiles has none of these. */
    private Profile profile(Map<String, AttributeValue> item) {
        AttributeValue channels = item.get("channels");
        AttributeValue metadata = item.get("metadata");
        Map<String, String> notes = new LinkedHashMap<>();
        if (metadata != null) {
            metadata.m().forEach((name, value) -> notes.put(name, value.s()));
        }
        return new Profile(
                optional(item, "uid"),
                channels == null
                        ? List.of()
                        : channels.l().stream().map(AttributeValue::s).toList(),
                notes,
                Optional.ofNullable(item.get("throttleRate")).map(rate -> Integer.valueOf(rate.n())),
                shape(item));
    }

    static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private static AttributeValue bytes(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    static Optional<String> optional(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }
}
