package dev.sluice.engine.wire.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.JsonProtocol;
import java.util.Map;
import java.util.Set;

/** Answers of the query protocol for clients that accept JSON: the same nesting and the same lists as in XML. */
public final class QueryJson {

    /** Members of SQS that are maps, and how an entry names its key. */
    private static final Map<String, String> MAPS =
            Map.of("Attributes", "Name", "MessageAttributes", "Name", "Tags", "Key");

    private static final Set<String> BATCHES = Set.of("Messages");

    private QueryJson() {}

    static Answer result(Protocol.Query protocol, String action, JsonNode result, String requestId) {
        ObjectNode body = Json.object();
        ObjectNode response = body.putObject(action + "Response");
        response.set(action + "Result", protocol.flattened() ? flat(result) : result);
        response.putObject("ResponseMetadata").put("RequestId", requestId);
        return answer(200, body);
    }

    static Answer error(int status, String code, AwsException error, String requestId) {
        ObjectNode body = Json.object();
        body.putObject("Error")
                .put("Type", error.status() < 500 ? "Sender" : "Receiver")
                .put("Code", code)
                .put("Message", error.message());
        return answer(status, body.put("RequestId", requestId));
    }

    private static Answer answer(int status, ObjectNode body) {
        return new Answer(status, "application/json", Map.of(), JsonProtocol.bytes(body));
    }

    private static JsonNode flat(JsonNode result) {
        ObjectNode flat = Json.object();
        result.properties().forEach(member -> flat.set(member.getKey(), member(member.getKey(), member.getValue())));
        return flat;
    }

    private static JsonNode member(String name, JsonNode value) {
        ArrayNode list = Json.array();
        String key = MAPS.get(name);
        if (key != null && value.isObject()) {
            value.properties()
                    .forEach(entry -> list.addObject().put(key, entry.getKey()).set("Value", entry.getValue()));
            return list;
        }
        if (value.isArray() && BATCHES.contains(name)) {
            value.forEach(element -> list.add(flat(element)));
            return list;
        }
        return value;
    }
}
