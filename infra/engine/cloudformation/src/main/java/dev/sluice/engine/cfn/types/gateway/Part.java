package dev.sluice.engine.cfn.types.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a part of an API and finds it again at the next start.
 *
 * @param label as in the names of calls, such as {@code Route}
 * @param idMember the member with its id, such as {@code routeId}
 */
record Part(String label, String idMember) {

    private static final String SERVICE = "apigateway";
    private static final String API_ID = "ApiId";

    /**
     * @param apiId the API that it belongs to; empty for an API itself
     * @param attribute what {@code Fn::GetAtt} gives of its id
     */
    Resource put(Stack stack, String logicalId, String pointer, String apiId, Input input, String attribute) {
        JsonNode part;
        try {
            part = stack.previous(logicalId)
                    .filter(old -> exists(stack, apiId, old.ref()))
                    .map(old -> stack.call(
                            SERVICE, "Update" + label, id(apiId, old.ref()).setAll(input.whole())))
                    .orElseGet(() ->
                            stack.call(SERVICE, "Create" + label, api(apiId).setAll(input.given())));
        } catch (AwsException e) {
            throw new TemplateException(pointer, "cannot be honoured: " + e.message());
        }
        String id = part.path(idMember).asText();
        Map<String, String> attributes = new HashMap<>();
        attributes.put(attribute, id);
        attributes.put(API_ID, apiId.isEmpty() ? id : apiId);
        if (apiId.isEmpty()) {
            attributes.put("ApiEndpoint", part.path("apiEndpoint").asText());
        }
        return new Resource(id, attributes);
    }

    private boolean exists(Stack stack, String apiId, String id) {
        try {
            stack.call(SERVICE, "Get" + label, id(apiId, id));
            return true;
        } catch (AwsException e) {
            if (e.code().equals("NotFoundException")) {
                return false;
            }
            throw e;
        }
    }

    void remove(Stack stack, Resource resource) {
        try {
            stack.call(
                    SERVICE,
                    "Delete" + label,
                    id(resource.attributes().getOrDefault(API_ID, resource.ref()), resource.ref()));
        } catch (AwsException e) {
            if (!e.code().equals("NotFoundException")) {
                throw e;
            }
        }
    }

    private static ObjectNode api(String apiId) {
        return apiId.isEmpty() ? Json.object() : Json.object().put("apiId", apiId);
    }

    private ObjectNode id(String apiId, String id) {
        return api(apiId).put(idMember, id);
    }
}
