package dev.sluice.engine.cfn.types.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Held;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code AWS::SecretsManager::Secret}. A generated value is generated once; later starts leave it, and what its owner put in
 * its place, alone.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html">AWS::SecretsManager::Secret</a>
 */
public final class SecretsManagerSecret implements DataHolder {

    private static final String[] GENERATION = {
        "ExcludeCharacters",
        "ExcludeLowercase",
        "ExcludeNumbers",
        "ExcludePunctuation",
        "ExcludeUppercase",
        "IncludeSpace",
        "PasswordLength",
        "RequireEachIncludedType"
    };

    @Override
    public String name() {
        return "AWS::SecretsManager::Secret";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        String name = properties.text("Name").orElseGet(() -> stack.physicalName(logicalId, 512));
        ObjectNode input = Json.object();
        properties.text("Description").ifPresent(text -> input.put("Description", text));
        properties.text("KmsKeyId").ifPresent(key -> input.put("KmsKeyId", key));
        Optional<JsonNode> tags = properties.any("Tags");
        Optional<String> value = properties.text("SecretString");
        Optional<Properties> generated = properties.object("GenerateSecretString");
        if (value.isPresent() && generated.isPresent()) {
            throw new TemplateException(
                    properties.pointer(), "has both SecretString and GenerateSecretString, and only one is allowed");
        }
        Optional<Generation> generation = generated.map(Generation::read);
        properties.done();
        Optional<JsonNode> old = described(stack, name);
        String arn = old.isPresent()
                ? update(stack, old.get(), input, value, tags)
                : create(stack, name, input, value, generation, tags);
        return new Resource(arn, Map.of("Id", arn));
    }

    private static String create(
            Stack stack,
            String name,
            ObjectNode input,
            Optional<String> value,
            Optional<Generation> generation,
            Optional<JsonNode> tags) {
        input.put("Name", name);
        tags.ifPresent(list -> input.set("Tags", list));
        value.or(() -> generation.map(how -> how.value(stack))).ifPresent(text -> input.put("SecretString", text));
        return stack.call("secretsmanager", "CreateSecret", input).path("ARN").asText();
    }

    private static String update(
            Stack stack, JsonNode old, ObjectNode input, Optional<String> value, Optional<JsonNode> tags) {
        String arn = old.path("ARN").asText();
        ObjectNode id = Json.object().put("SecretId", arn);
        if (value.isPresent() && !value.equals(current(stack, id))) {
            input.put("SecretString", value.get());
        }
        if (!input.isEmpty()) {
            stack.call("secretsmanager", "UpdateSecret", input.put("SecretId", arn));
        }
        tags.filter(list -> !list.isEmpty()).ifPresent(list -> {
            ObjectNode tagged = id.deepCopy();
            tagged.set("Tags", list);
            stack.call("secretsmanager", "TagResource", tagged);
        });
        return arn;
    }

    private static Optional<String> current(Stack stack, ObjectNode id) {
        try {
            return Optional.of(stack.call("secretsmanager", "GetSecretValue", id)
                    .path("SecretString")
                    .asText());
        } catch (AwsException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> described(Stack stack, String name) {
        try {
            JsonNode found =
                    stack.call("secretsmanager", "DescribeSecret", Json.object().put("SecretId", name));
            if (found.has("DeletedDate")) {
                stack.call("secretsmanager", "RestoreSecret", Json.object().put("SecretId", name));
            }
            return Optional.of(found);
        } catch (AwsException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Its owner may have stored another value, or given the generated one to a third party. */
    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return Held.of("value", () -> describe(stack, resource.ref()).has("DeletedDate") ? 0 : 1);
    }

    @Override
    public Set<String> identity() {
        return Set.of("Name");
    }

    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return !properties
                .text("Name")
                .orElseGet(() -> stack.physicalName(logicalId, 512))
                .equals(describe(stack, before.ref()).path("Name").asText());
    }

    private static JsonNode describe(Stack stack, String id) {
        return stack.call("secretsmanager", "DescribeSecret", Json.object().put("SecretId", id));
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        stack.call(
                "secretsmanager",
                "DeleteSecret",
                Json.object().put("SecretId", resource.ref()).put("ForceDeleteWithoutRecovery", true));
    }

    /** How to generate a value: a password, or a JSON object that gets one under a key. */
    private record Generation(ObjectNode password, ObjectNode template, String key) {

        static Generation read(Properties properties) {
            ObjectNode password = Json.object();
            for (String member : GENERATION) {
                if (member.equals("ExcludeCharacters")) {
                    properties.text(member).ifPresent(text -> password.put(member, text));
                } else if (member.equals("PasswordLength")) {
                    properties.number(member).ifPresent(length -> password.put(member, length));
                } else {
                    properties.flag(member).ifPresent(flag -> password.put(member, flag));
                }
            }
            Optional<String> template = properties.text("SecretStringTemplate");
            Optional<String> key = properties.text("GenerateStringKey");
            if (template.isPresent() != key.isPresent()) {
                throw new TemplateException(
                        properties.pointer(), "needs both SecretStringTemplate and GenerateStringKey, or neither");
            }
            return new Generation(
                    password, template.map(text -> object(properties, text)).orElseGet(Json::object), key.orElse(""));
        }

        private static ObjectNode object(Properties properties, String text) {
            try {
                if (Json.parse(text) instanceof ObjectNode object) {
                    return object;
                }
            } catch (JsonProcessingException e) {
                // answered below: the parser's text would quote the template
            }
            throw new TemplateException(properties.pointer() + "/SecretStringTemplate", "must be a JSON object");
        }

        String value(Stack stack) {
            String random = stack.call("secretsmanager", "GetRandomPassword", password)
                    .path("RandomPassword")
                    .asText();
            return key.isEmpty() ? random : Json.text(template.deepCopy().put(key, random));
        }
    }
}
