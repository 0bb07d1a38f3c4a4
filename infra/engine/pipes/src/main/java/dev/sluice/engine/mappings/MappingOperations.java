package dev.sluice.engine.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import java.util.List;
import java.util.Map;

/**
 * CreateEventSourceMapping and the other operations on mappings.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">CreateEventSourceMapping</a>
 */
final class MappingOperations {

    private static final int PAGE = 100;

    private final Kernel kernel;
    private final Mappings mappings;
    private final MappingPlans plans;

    MappingOperations(Kernel kernel, Mappings mappings, MappingPlans plans) {
        this.kernel = kernel;
        this.mappings = mappings;
        this.plans = plans;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreateEventSourceMapping", this::create,
                "GetEventSourceMapping", this::get,
                "UpdateEventSourceMapping", this::update,
                "DeleteEventSourceMapping", this::delete,
                "ListEventSourceMappings", this::list);
    }

    private synchronized Response create(Request request) {
        ObjectNode input = request.input();
        kernel.access().require(request.caller(), "lambda:CreateEventSourceMapping", "*");
        Members members = new Members(input);
        if (!input.hasNonNull("FunctionName")) {
            members.missing("FunctionName");
        }
        members.check();
        MappingChecks.check(input);
        String given = input.path("FunctionName").asText();
        JsonNode function = plans.function(request.caller().account(), given);
        String functionArn = qualified(function.path("FunctionArn").asText(), given);
        unique(input.path("EventSourceArn").asText(), functionArn);
        ObjectNode settings = input.deepCopy();
        settings.remove(List.of("FunctionName", "Enabled", "Tags"));
        long now = kernel.time().now().toEpochMilli();
        Mapping mapping = new Mapping(
                kernel.ids().uuid().toString(),
                functionArn,
                function.path("Role").asText(),
                now,
                now,
                input.path("Enabled").asBoolean(true),
                "Creating",
                settings);
        mappings.create(mapping);
        return Response.of(MappingViews.of(mapping, "Creating", "No records processed"));
    }

    private void unique(String source, String functionArn) {
        for (Mapping other : mappings.list()) {
            if (other.source().equals(source) && other.functionArn().equals(functionArn)) {
                String kind =
                        other.fromStream() ? "The event source arn (\" " : "An event source mapping with SQS arn (\" ";
                String end = other.fromStream() ? " \") provided mapping already exists." : " \") already exists.";
                throw AwsException.of(
                        "ResourceConflictException",
                        409,
                        kind + source + " \") and function (\" " + functionArn.split(":", 7)[6] + end
                                + " Please update or delete the existing mapping with UUID " + other.uuid());
            }
        }
    }

    private Response get(Request request) {
        Mapping mapping = open(request, "GetEventSourceMapping");
        return Response.of(view(mapping));
    }

    private synchronized Response update(Request request) {
        Mapping mapping = open(request, "UpdateEventSourceMapping");
        settled(mapping);
        ObjectNode merged = mapping.settings().deepCopy();
        for (Map.Entry<String, JsonNode> member : request.input().properties()) {
            if (!List.of("UUID", "FunctionName", "Enabled", "Tags").contains(member.getKey())) {
                merged.set(member.getKey(), member.getValue());
            }
        }
        merged.properties().stream()
                .filter(member ->
                        member.getValue().isContainerNode() && member.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(merged::remove);
        if (!merged.path("EventSourceArn").equals(mapping.settings().path("EventSourceArn"))
                || !merged.path("StartingPosition").equals(mapping.settings().path("StartingPosition"))) {
            throw MappingChecks.invalid("EventSourceArn and StartingPosition of a mapping cannot be changed.");
        }
        MappingChecks.check(merged);
        String given = request.input().path("FunctionName").asText(mapping.functionArn());
        JsonNode function = plans.function(request.caller().account(), given);
        boolean enabled = request.input().path("Enabled").asBoolean(mapping.enabled());
        String state = enabled == mapping.enabled() ? "Updating" : enabled ? "Enabling" : "Disabling";
        Mapping changed = new Mapping(
                mapping.uuid(),
                qualified(function.path("FunctionArn").asText(), given),
                function.path("Role").asText(),
                mapping.createdAt(),
                kernel.time().now().toEpochMilli(),
                enabled,
                state,
                merged);
        boolean same = changed.settings().equals(mapping.settings())
                && changed.functionArn().equals(mapping.functionArn())
                && changed.roleArn().equals(mapping.roleArn())
                && mapping.state().equals(changed.enabled() ? Mappings.ENABLED : Mappings.DISABLED);
        if (!same) {
            mappings.change(changed);
        }
        return Response.of(MappingViews.of(changed, state, mappings.result(mapping)));
    }

    private synchronized Response delete(Request request) {
        Mapping mapping = open(request, "DeleteEventSourceMapping");
        settled(mapping);
        mappings.delete(mapping);
        return Response.of(MappingViews.of(mapping, "Deleting", "No records processed"));
    }

    private Response list(Request request) {
        kernel.access().require(request.caller(), "lambda:ListEventSourceMappings", "*");
        ObjectNode input = request.input();
        int most = new Members(input).number("MaxItems", 1, 10_000).orElse(PAGE);
        String marker = input.path("Marker").asText("");
        String source = input.path("EventSourceArn").asText("");
        String function = input.path("FunctionName").asText("");
        String arn = function.isEmpty()
                ? ""
                : qualified(
                        plans.function(request.caller().account(), function)
                                .path("FunctionArn")
                                .asText(),
                        function);
        List<Mapping> found = mappings.list().stream()
                .filter(mapping -> mapping.account().equals(request.caller().account()))
                .filter(mapping -> mapping.uuid().compareTo(marker) > 0)
                .filter(mapping -> source.isEmpty() || mapping.source().equals(source))
                .filter(mapping -> arn.isEmpty() || mapping.functionArn().equals(arn))
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("EventSourceMappings");
        found.stream().limit(Math.min(PAGE, most)).forEach(mapping -> page.add(view(mapping)));
        if (found.size() > page.size()) {
            answer.put("NextMarker", found.get(page.size() - 1).uuid());
        }
        return Response.of(answer);
    }

    private ObjectNode view(Mapping mapping) {
        return MappingViews.of(mapping, mapping.state(), mappings.result(mapping));
    }

    private Mapping open(Request request, String action) {
        Mapping mapping = mappings.require(request.input().path("UUID").asText());
        kernel.access().require(request.caller(), "lambda:" + action, mapping.arn());
        return mapping;
    }

    private static void settled(Mapping mapping) {
        if (!mapping.state().equals(Mappings.ENABLED) && !mapping.state().equals(Mappings.DISABLED)) {
            throw AwsException.of(
                    "ResourceInUseException", 400, "Cannot update the event source mapping resource as it is in use.");
        }
    }

    /** A function's ARN with the qualifier that was given with its name. */
    private static String qualified(String arn, String given) {
        String[] parts = arn.split(":", 8);
        String plain = String.join(":", List.of(parts).subList(0, 7));
        String[] named = given.split(":");
        String last = named[named.length - 1];
        boolean hasQualifier = !last.equals(parts[6]) && given.contains(parts[6] + ":");
        return hasQualifier ? plain + ":" + last : plain;
    }
}
