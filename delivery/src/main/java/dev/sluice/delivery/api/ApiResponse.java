package dev.sluice.delivery.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.delivery.api.idempotency.Answered;
import dev.sluice.delivery.api.input.Problem;
import dev.sluice.rules.json.Json;
import java.util.List;

/**
 * The answer to a request.
 *
 * @param body JSON; empty if there is none
 */
public record ApiResponse(int status, String body) {

    public static ApiResponse ok(JsonNode body) {
        return new ApiResponse(200, Json.text(body));
    }

    public static ApiResponse created(JsonNode body) {
        return new ApiResponse(201, Json.text(body));
    }

    public static ApiResponse accepted(JsonNode body) {
        return new ApiResponse(202, Json.text(body));
    }

    public static ApiResponse noContent() {
        return new ApiResponse(204, "");
    }

    static ApiResponse error(int status, String code, String detail) {
        return new ApiResponse(status, Json.text(Json.object().put("code", code).put("detail", detail)));
    }

    static ApiResponse invalid(List<Problem> problems) {
        ObjectNode body = Json.object();
        ArrayNode details = body.putArray("detail");
        for (Problem problem : problems) {
            ObjectNode detail = details.addObject();
            problem.place().forEach(detail.putArray("loc")::add);
            detail.put("msg", problem.message()).put("type", problem.type());
        }
        return new ApiResponse(422, Json.text(body));
    }

    Answered answered(boolean secret) {
        return new Answered(status, body, secret);
    }

    static ApiResponse of(Answered answered) {
        return new ApiResponse(answered.status(), answered.body());
    }

    /** As payload format 2.0 has it. */
    ObjectNode payload() {
        ObjectNode payload = Json.object().put("statusCode", status);
        ObjectNode headers = payload.putObject("headers").put("cache-control", "no-store");
        if (!body.isEmpty()) {
            headers.put("content-type", "application/json");
        }
        return payload.put("body", body).put("isBase64Encoded", false);
    }
}
