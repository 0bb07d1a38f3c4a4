package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import java.util.List;
import java.util.function.Function;

/** One page of a list, by {@code Marker} and {@code MaxItems}; the marker is the position of the next item. */
final class Paging {

    private static final int PAGE = 50;

    private Paging() {}

    static <T> Response page(Request request, String member, List<T> items, Function<T, JsonNode> view) {
        int size = Math.min(PAGE, Requests.number(request, "MaxItems", PAGE, 1, 10_000));
        int from = Requests.number(request, "Marker", 0, 0, Integer.MAX_VALUE);
        int to = (int) Math.min(items.size(), (long) from + size);
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray(member);
        items.subList(Math.min(from, to), to).forEach(item -> list.add(view.apply(item)));
        if (to < items.size()) {
            answer.put("NextMarker", Integer.toString(to));
        }
        return Response.of(answer);
    }
}
