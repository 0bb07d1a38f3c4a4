package dev.sluice.engine.cfn.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code AWS::CloudFormation::CustomResource} and {@code Custom::NAME}: made, changed and removed by the function that its
 * ServiceToken names. The function is asked when the properties have changed, not at each start; a new physical id replaces the
 * resource, and the old one is then deleted.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html">AWS::CloudFormation::CustomResource</a>
 */
public final class CustomResource implements ResourceType {

    private static final String NAME = "AWS::CloudFormation::CustomResource";
    private static final Pattern OTHER_NAMES = Pattern.compile("Custom::[A-Za-z0-9_@-]{1,60}");
    private static final Pattern FUNCTION =
            Pattern.compile("arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:\\d{12}:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?");
    private static final long LONGEST_S = 3_600;

    private final String name;
    private final Responses responses;

    private CustomResource(String name, Responses responses) {
        this.name = name;
        this.responses = responses;
    }

    /** Finds the type of a name, if it is that of custom resources. */
    public static Function<String, Optional<ResourceType>> types(Responses responses) {
        return name -> name.equals(NAME) || OTHER_NAMES.matcher(name).matches()
                ? Optional.of(new CustomResource(name, responses))
                : Optional.empty();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String function = function(properties);
        long seconds = properties.number("ServiceTimeout").orElse(LONGEST_S);
        if (seconds < 1 || seconds > LONGEST_S) {
            throw new TemplateException(
                    properties.pointer() + "/ServiceTimeout",
                    "must be 1 to " + LONGEST_S + " seconds, and is " + seconds);
        }
        JsonNode wanted = texts(properties.whole());
        Optional<Remembered> before = stack.previous(logicalId)
                .flatMap(resource -> Remembered.of(stack, resource))
                .filter(old -> old.type().equals(name));
        if (before.isPresent() && before.get().properties().equals(wanted)) {
            return before.get().resource(stack);
        }
        ObjectNode event = event(stack, before.isPresent() ? "Update" : "Create", function, logicalId, wanted);
        before.ifPresent(old -> event.put("PhysicalResourceId", old.response().physicalId())
                .set("OldResourceProperties", old.properties()));
        ProviderResponse response = ask(stack, function, seconds, event, properties.pointer());
        return new Remembered(logicalId, name, seconds, wanted, response).resource(stack);
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        Remembered.of(stack, resource).ifPresent(old -> {
            String function = old.properties().path("ServiceToken").asText();
            ObjectNode event = event(stack, "Delete", function, old.logicalId(), old.properties())
                    .put("PhysicalResourceId", resource.ref());
            ask(stack, function, old.seconds(), event, "/Resources/" + old.logicalId());
        });
    }

    private ProviderResponse ask(Stack stack, String function, long seconds, ObjectNode event, String pointer) {
        try {
            return new Provider(stack.kernel(), responses, function, Duration.ofSeconds(seconds)).ask(event);
        } catch (ProviderResponse.Refused e) {
            throw new TemplateException(
                    pointer,
                    "cannot be honoured (" + event.path("RequestType").asText() + "): " + Hints.added(e.reason()));
        }
    }

    private ObjectNode event(Stack stack, String request, String function, String logicalId, JsonNode properties) {
        return Json.object()
                .put("RequestType", request)
                .put("ServiceToken", function)
                .put("StackId", stack.id())
                .put("LogicalResourceId", logicalId)
                .put("ResourceType", name)
                .set("ResourceProperties", properties);
    }

    private static String function(Properties properties) {
        String token = properties.requiredText("ServiceToken");
        if (!FUNCTION.matcher(token).matches()) {
            throw new TemplateException(
                    properties.pointer() + "/ServiceToken",
                    "must be the ARN of a function (the engine has no SNS topics), and is " + token);
        }
        return token;
    }

    /** CloudFormation hands numbers and booleans on as strings. */
    private static JsonNode texts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode all = Json.object();
            object.properties().forEach(entry -> all.set(entry.getKey(), texts(entry.getValue())));
            return all;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode all = Json.array();
            array.forEach(element -> all.add(texts(element)));
            return all;
        }
        return node.isNull() ? node : TextNode.valueOf(node.asText());
    }
}
