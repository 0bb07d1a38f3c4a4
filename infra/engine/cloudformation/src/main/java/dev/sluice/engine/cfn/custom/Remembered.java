package dev.sluice.engine.cfn.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.secrets.Vault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a custom resource between the starts of its template: the properties that its function was given last, and what
 * it said. On disk it is sealed, since both may hold secrets.
 *
 * @param type such as {@code Custom::Thing}
 * @param seconds how long a response may take
 */
record Remembered(String logicalId, String type, long seconds, JsonNode properties, ProviderResponse response) {

    static Optional<Remembered> of(Stack stack, Resource resource) {
        if (resource.sealed().isEmpty()) {
            return Optional.empty();
        }
        JsonNode node = Json.parseTrusted(vault(stack).open(resource.sealed(), place(stack)));
        Map<String, String> data = new LinkedHashMap<>();
        node.path("data")
                .properties()
                .forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return Optional.of(new Remembered(
                node.path("logicalId").asText(),
                node.path("type").asText(),
                node.path("seconds").asLong(),
                node.path("properties"),
                new ProviderResponse(resource.ref(), data, node.path("noEcho").asBoolean())));
    }

    Resource resource(Stack stack) {
        ObjectNode node =
                Json.object().put("logicalId", logicalId).put("type", type).put("seconds", seconds);
        node.set("properties", properties);
        node.put("noEcho", response.noEcho());
        response.data().forEach(node.putObject("data")::put);
        String sealed = vault(stack).seal(Json.text(node), place(stack));
        return new Resource(response.physicalId(), response.data(), sealed, response.noEcho());
    }

    private static Vault vault(Stack stack) {
        return Vault.in(stack.kernel().settings().data());
    }

    private static String place(Stack stack) {
        return "custom-resource/" + stack.name();
    }
}
