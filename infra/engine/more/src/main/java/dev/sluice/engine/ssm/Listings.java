package dev.sluice.engine.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** GetParametersByPath and DescribeParameters. */
final class Listings {

    private static final TextConstraint PATH = TextConstraint.length(1, 2_048);
    private static final int BY_PATH = 10;
    private static final int DESCRIBED = 50;

    private final Parameters parameters;

    Listings(Parameters parameters) {
        this.parameters = parameters;
    }

    Map<String, Operation> operations() {
        return Map.of("GetParametersByPath", this::byPath, "DescribeParameters", this::describe);
    }

    private Response byPath(Request request) {
        Members members = new Members(request.input());
        String path = members.required("Path", PATH);
        members.check();
        if (!path.startsWith("/")) {
            throw AwsException.validation(
                    "The parameter doesn't meet the parameter name requirements. The parameter name"
                            + " must begin with a forward slash \"/\".");
        }
        parameters.allow(
                request, "GetParametersByPath", parameters.arn(request.caller().account(), path));
        boolean recursive = request.input().path("Recursive").asBoolean();
        boolean decrypt = request.input().path("WithDecryption").asBoolean();
        return page(
                request,
                BY_PATH,
                parameter -> isBelow(parameter, path, recursive)
                        && matches(parameter, request.input().path("ParameterFilters")),
                parameter -> parameters.view(new Parameters.Found(parameter, parameter.latest(), ""), decrypt));
    }

    private static boolean isBelow(Parameter parameter, String path, boolean recursive) {
        String prefix = path.endsWith("/") ? path : path + "/";
        String name = parameter.name().startsWith("/") ? parameter.name() : "/" + parameter.name();
        return name.startsWith(prefix) && (recursive || name.indexOf('/', prefix.length()) < 0);
    }

    private Response describe(Request request) {
        parameters.allow(request, "DescribeParameters", "*");
        return page(
                request,
                DESCRIBED,
                parameter -> matches(parameter, request.input().path("ParameterFilters"))
                        && matches(parameter, request.input().path("Filters")),
                Listings::described);
    }

    private static ObjectNode described(Parameter parameter) {
        ObjectNode view = Json.object()
                .put("Name", parameter.name())
                .put("ARN", parameter.arn())
                .put("Type", parameter.type())
                .put("LastModifiedDate", parameter.latest().modified())
                .put("LastModifiedUser", parameter.latest().by())
                .put("Version", parameter.latest().number())
                .put("Tier", parameter.tier())
                .put("DataType", parameter.dataType());
        if (!parameter.description().isEmpty()) {
            view.put("Description", parameter.description());
        }
        if (!parameter.pattern().isEmpty()) {
            view.put("AllowedPattern", parameter.pattern());
        }
        return view;
    }

    private Response page(Request request, int most, Predicate<Parameter> wanted, Function<Parameter, JsonNode> view) {
        int limit = request.input().path("MaxResults").asInt(most);
        if (limit < 1 || limit > most) {
            throw AwsException.validation("1 validation error detected: Value '" + limit
                    + "' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and " + most);
        }
        String after = request.input().path("NextToken").asText("");
        List<Parameter> found = parameters.of(request.caller().account()).stream()
                .filter(parameter -> parameter.name().compareTo(after) > 0)
                .filter(wanted)
                .limit(limit + 1L)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Parameters");
        found.stream().limit(limit).map(view).forEach(list::add);
        if (found.size() > limit) {
            answer.put("NextToken", found.get(limit - 1).name());
        }
        return Response.of(answer);
    }

    private static boolean matches(Parameter parameter, JsonNode filters) {
        for (JsonNode filter : filters) {
            boolean any = false;
            for (JsonNode value : filter.path("Values")) {
                any |= matches(
                        parameter,
                        filter.path("Key").asText(),
                        filter.path("Option").asText(""),
                        value.asText());
            }
            if (!any) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Parameter parameter, String key, String option, String value) {
        return switch (key) {
            case "Name" -> compared(parameter.name(), option, value);
            case "Type" -> compared(parameter.type(), option, value);
            case "Tier" -> compared(parameter.tier(), option, value);
            case "DataType" -> compared(parameter.dataType(), option, value);
            case "Path" -> isBelow(parameter, value, option.equals("Recursive"));
            default -> {
                if (!key.startsWith("tag:")) {
                    throw AwsException.of("InvalidFilterKey", "The filter key " + key + " is not valid.");
                }
                yield value.equals(parameter.tags().get(key.substring("tag:".length())));
            }
        };
    }

    private static boolean compared(String actual, String option, String value) {
        return switch (option) {
            case "", "Equals" -> actual.equals(value);
            case "BeginsWith" -> actual.startsWith(value);
            case "Contains" -> actual.contains(value);
            default -> throw AwsException.of("InvalidFilterOption", "The filter option " + option + " is not valid.");
        };
    }
}
