package dev.sluice.engine.cfn.custom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a function says of a custom resource.
 *
 * @param data what {@code Fn::GetAtt} gives; lists and objects cannot be asked for
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-responses.html">Response objects</a>
 */
record ProviderResponse(String physicalId, Map<String, String> data, boolean noEcho) {

    private static final int MOST_BYTES = 4_096;
    private static final int MOST_ID_BYTES = 1_024;

    /** A response that says no, or nothing. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** @param event what the function was asked */
    static ProviderResponse of(byte[] body, JsonNode event) throws Refused {
        if (body.length > MOST_BYTES) {
            throw new Refused("the response has " + body.length + " bytes, and at most " + MOST_BYTES + " are taken");
        }
        JsonNode response;
        try {
            response = Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new Refused("the response is not JSON: " + e.getOriginalMessage());
        }
        for (String member : new String[] {"StackId", "RequestId", "LogicalResourceId"}) {
            if (!response.path(member).asText().equals(event.path(member).asText())) {
                throw new Refused(
                        "the response must have the " + member + " of the request, and has " + shown(response, member));
            }
        }
        String status = response.path("Status").asText();
        if (status.equals("FAILED")) {
            String reason = response.path("Reason").asText("");
            throw new Refused("Received response status [FAILED] from custom resource. Message returned: "
                    + (reason.isEmpty() ? "none, though a Reason is required" : reason));
        }
        if (!status.equals("SUCCESS")) {
            throw new Refused("the response's Status must be SUCCESS or FAILED, and is " + shown(response, "Status"));
        }
        String physicalId = response.path("PhysicalResourceId").asText("");
        if (physicalId.isEmpty() || physicalId.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES) {
            throw new Refused("the response's PhysicalResourceId must have 1 to " + MOST_ID_BYTES + " bytes, and is "
                    + shown(response, "PhysicalResourceId"));
        }
        JsonNode data = response.path("Data");
        if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
            throw new Refused("the response's Data must be an object");
        }
        return new ProviderResponse(
                physicalId, texts(data), response.path("NoEcho").asBoolean(false));
    }

    private static String shown(JsonNode response, String member) {
        JsonNode value = response.path(member);
        return value.isMissingNode() ? "missing" : Json.text(value);
    }

    private static Map<String, String> texts(JsonNode data) {
        Map<String, String> texts = new LinkedHashMap<>();
        data.properties().forEach(entry -> {
            if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                texts.put(entry.getKey(), entry.getValue().asText());
            }
        });
        return texts;
    }
}
