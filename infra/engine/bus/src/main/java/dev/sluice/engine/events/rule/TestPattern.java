package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.rules.pattern.EventPattern;
import java.util.List;

/** TestEventPattern. */
public final class TestPattern implements Operation {

    private static final TextConstraint PATTERN = TextConstraint.length(0, Limits.PATTERN_MODEL);
    private static final TextConstraint EVENT = TextConstraint.length(0, Integer.MAX_VALUE);
    private static final List<String> REQUIRED = List.of("id", "account", "source", "time", "region", "detail-type");

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        String text = members.required("EventPattern", PATTERN);
        String event = members.required("Event", EVENT);
        members.check();
        EventPattern pattern = PatternChecks.check(text);
        return Response.of(Json.object().put("Result", pattern.matches(checked(event))));
    }

    private static JsonNode checked(String event) {
        try {
            JsonNode node = Json.parse(event);
            if (node.isObject() && REQUIRED.stream().allMatch(node::hasNonNull)) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw AwsException.validation("Parameter Event is not valid.");
        }
        throw AwsException.validation("Parameter Event is not valid.");
    }
}
