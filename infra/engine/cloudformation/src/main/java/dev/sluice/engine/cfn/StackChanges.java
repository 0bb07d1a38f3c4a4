package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.cfn.assembly.Source;
import dev.sluice.engine.cfn.template.Template;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CreateStack, UpdateStack and DeleteStack. */
final class StackChanges {

    /** The service's limit for a template in a request. */
    private static final int MOST_TEMPLATE_BYTES = 51_200;

    private static final String DELETED = "DELETE_COMPLETE";

    private final Stacks stacks;

    StackChanges(Stacks stacks) {
        this.stacks = stacks;
    }

    /** @throws AwsException ValidationError if there is no such stack; a deleted one is found by its id only */
    static StackRecord find(StackStore memory, Request request) {
        String name = request.input().path("StackName").asText("");
        return memory.find(request.caller().account(), name)
                .filter(stack -> !stack.status().equals(DELETED) || stack.id().equals(name))
                .orElseThrow(() -> missing(name));
    }

    private static AwsException missing(String name) {
        return AwsException.of("ValidationError", "Stack with id " + name + " does not exist");
    }

    Response create(Request request) {
        String name = name(request);
        if (!request.caller().account().equals(stacks.account())) {
            throw AwsException.of(
                    "AccessDenied",
                    403,
                    "This engine carries out templates in the account " + stacks.account()
                            + " only, and the caller's is " + request.caller().account() + ".");
        }
        if (existing(request, name).isPresent()) {
            throw AwsException.of("AlreadyExistsException", "Stack [" + name + "] already exists");
        }
        return deploy(request, name, null);
    }

    Response update(Request request) {
        StackRecord stack = find(stacks.memory(), request);
        return deploy(request, stack.name(), stack);
    }

    Response delete(Request request) {
        Optional<StackRecord> stack =
                existing(request, request.input().path("StackName").asText(""));
        // Deleting what is not there succeeds, as on AWS.
        stack.ifPresent(found -> problems(() -> stacks.delete(found)));
        return Response.empty();
    }

    private Optional<StackRecord> existing(Request request, String name) {
        return stacks.memory()
                .find(request.caller().account(), name)
                .filter(stack -> !stack.status().equals(DELETED));
    }

    private static String name(Request request) {
        String name = request.input().path("StackName").asText("");
        if (!name.matches("[a-zA-Z][-a-zA-Z0-9]{0,127}")) {
            throw AwsException.of(
                    "ValidationError",
                    "1 validation error detected: Value '" + name
                            + "' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression"
                            + " pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }
        return name;
    }

    private Response deploy(Request request, String name, @Nullable StackRecord before) {
        Source source = new Source(name, "TemplateBody", body(request, before), Map.of(), Map.of(), Set.of());
        Map<String, String> parameters = new LinkedHashMap<>();
        for (JsonNode parameter : request.input().path("Parameters")) {
            String key = parameter.path("ParameterKey").asText();
            boolean keep = parameter.path("UsePreviousValue").asBoolean(false);
            String previous = before == null ? null : before.parameters().get(key);
            parameters.put(
                    key,
                    keep && previous != null
                            ? previous
                            : parameter.path("ParameterValue").asText());
        }
        String[] id = new String[1];
        problems(() -> {
            Set<String> declared = Template.parse(source.text(), source.label())
                    .section("Parameters")
                    .keySet();
            for (String key : parameters.keySet()) {
                if (!declared.contains(key)) {
                    throw new TemplateException("/Parameters", "[" + key + "] do not exist in the template");
                }
            }
            id[0] = stacks.deploy(source, parameters).id();
        });
        return Response.of(Json.object().put("StackId", id[0]));
    }

    private static String body(Request request, @Nullable StackRecord before) {
        if (request.input().has("TemplateURL")) {
            throw AwsException.of("ValidationError", "TemplateURL is not supported; send the TemplateBody");
        }
        String body = request.input().path("TemplateBody").asText("");
        if (body.isEmpty()
                && before != null
                && request.input().path("UsePreviousTemplate").asBoolean(false)) {
            return before.template();
        }
        if (body.isEmpty() || body.length() > MOST_TEMPLATE_BYTES) {
            throw AwsException.of(
                    "ValidationError",
                    "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have"
                            + " length between 1 and " + MOST_TEMPLATE_BYTES);
        }
        return body;
    }

    private static void problems(Runnable change) {
        try {
            change.run();
        } catch (TemplateException e) {
            throw AwsException.of("ValidationError", "Template error: " + e.getMessage());
        }
    }
}
