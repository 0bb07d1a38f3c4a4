package dev.sluice.engine.cfn.types.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code AWS::KMS::Key}: symmetric keys. A key that the stack has stays the same at every start. One that the template no
 * longer has is scheduled for deletion, as CloudFormation does it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html">AWS::KMS::Key</a>
 */
final class KmsKey implements DataHolder {

    private static final String KEY_ID = "KeyId";
    private static final String WINDOW = "PendingWindowInDays";

    @Override
    public String name() {
        return "AWS::KMS::Key";
    }

    @Override
    public Resource put(Stack stack, String logicalId, Properties properties) {
        Wanted wanted = Wanted.read(properties);
        properties.done();
        Optional<JsonNode> old = stack.previous(logicalId)
                .flatMap(before -> described(stack, before.ref()))
                .filter(KmsKey::isAlive);
        JsonNode key = old.orElseGet(
                () -> stack.call("kms", "CreateKey", wanted.creation()).path("KeyMetadata"));
        String id = key.path(KEY_ID).asText();
        if (old.isPresent()) {
            wanted.update(stack, id, key);
        }
        wanted.settle(stack, id);
        return new Resource(
                id, Map.of("Arn", key.path("Arn").asText(), KEY_ID, id, WINDOW, Long.toString(wanted.window())));
    }

    private static boolean isAlive(JsonNode key) {
        return !key.path("KeyState").asText().equals("PendingDeletion");
    }

    private static Optional<JsonNode> described(Stack stack, String id) {
        try {
            return Optional.of(stack.call("kms", "DescribeKey", Json.object().put(KEY_ID, id))
                    .path("KeyMetadata"));
        } catch (AwsException e) {
            if (e.code().equals("NotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What was encrypted with a key is lost with it; how much that is, nobody knows. */
    @Override
    public Optional<String> content(Stack stack, Resource resource) {
        return described(stack, resource.ref())
                .filter(KmsKey::isAlive)
                .map(key -> "the key to what was encrypted with it");
    }

    @Override
    public Set<String> identity() {
        return Set.of();
    }

    /** The engine has keys of one kind only: there is nothing that would make it another one. */
    @Override
    public boolean replaces(Stack stack, String logicalId, Resource before, Properties properties) {
        return false;
    }

    @Override
    public void remove(Stack stack, Resource resource) {
        if (described(stack, resource.ref()).filter(KmsKey::isAlive).isPresent()) {
            stack.call(
                    "kms",
                    "ScheduleKeyDeletion",
                    Json.object()
                            .put(KEY_ID, resource.ref())
                            .put(WINDOW, Integer.parseInt(resource.attributes().getOrDefault(WINDOW, "30"))));
        }
    }

    /**
     * What a template says of a key.
     *
     * @param rotation after how many days it gets new material; 0 for never
     * @param window how many days pass before a removed key is gone
     */
    private record Wanted(
            String description, Optional<String> policy, boolean enabled, long rotation, long window, ArrayNode tags) {

        static Wanted read(Properties properties) {
            requireUsual(properties, "KeySpec", "SYMMETRIC_DEFAULT");
            requireUsual(properties, "KeyUsage", "ENCRYPT_DECRYPT");
            requireUsual(properties, "Origin", "AWS_KMS");
            requireUsual(properties, "MultiRegion", "false");
            OptionalLong period = properties.number("RotationPeriodInDays");
            boolean rotates = properties.flag("EnableKeyRotation").orElse(false);
            properties.accepted("BypassPolicyLockoutSafetyCheck");
            return new Wanted(
                    properties.text("Description").orElse(""),
                    properties.any("KeyPolicy").map(policy -> policy.isTextual() ? policy.asText() : Json.text(policy)),
                    properties.flag("Enabled").orElse(true),
                    rotates ? period.orElse(365) : 0,
                    properties.number(WINDOW).orElse(30),
                    tags(properties.any("Tags")));
        }

        private static void requireUsual(Properties properties, String name, String usual) {
            String given = properties.text(name).orElse(usual);
            if (!given.equals(usual)) {
                throw new TemplateException(
                        properties.pointer() + "/" + name,
                        "must be " + usual + ", and is " + given
                                + ": the engine has symmetric keys of one Region only");
            }
        }

        private static ArrayNode tags(Optional<JsonNode> given) {
            ArrayNode tags = Json.array();
            given.ifPresent(list -> list.forEach(tag -> tags.addObject()
                    .put("TagKey", tag.path("Key").asText())
                    .put("TagValue", tag.path("Value").asText())));
            return tags;
        }

        ObjectNode creation() {
            ObjectNode input = Json.object().put("Description", description);
            policy.ifPresent(document -> input.put("Policy", document));
            input.set("Tags", tags);
            return input;
        }

        void update(Stack stack, String id, JsonNode key) {
            if (!key.path("Description").asText().equals(description)) {
                stack.call("kms", "UpdateKeyDescription", id(id).put("Description", description));
            }
            policy.ifPresent(document -> stack.call(
                    "kms", "PutKeyPolicy", id(id).put("PolicyName", "default").put("Policy", document)));
            if (!tags.isEmpty()) {
                ObjectNode tagged = id(id);
                tagged.set("Tags", tags);
                stack.call("kms", "TagResource", tagged);
            }
        }

        void settle(Stack stack, String id) {
            stack.call("kms", enabled ? "EnableKey" : "DisableKey", id(id));
            if (rotation > 0) {
                stack.call("kms", "EnableKeyRotation", id(id).put("RotationPeriodInDays", rotation));
            } else {
                stack.call("kms", "DisableKeyRotation", id(id));
            }
        }

        private static ObjectNode id(String id) {
            return Json.object().put(KEY_ID, id);
        }
    }
}
