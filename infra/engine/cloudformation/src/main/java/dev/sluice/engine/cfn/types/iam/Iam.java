package dev.sluice.engine.cfn.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.request.Json;
import java.util.List;

/** What the IAM resource types share. */
public final class Iam {

    private Iam() {}

    /** A required policy document. */
    static JsonNode document(Properties properties, String name) {
        JsonNode document = properties
                .any(name)
                .orElseThrow(() -> new TemplateException(properties.pointer() + "/" + name, "is required"));
        if (!document.isObject()) {
            throw new TemplateException(properties.pointer() + "/" + name, "must be a policy document");
        }
        return document;
    }

    /** Puts an inline policy on a {@code Role}, {@code User} or {@code Group}. */
    static void putInline(Stack stack, String kind, String owner, String policy, JsonNode document) {
        ObjectNode input = Json.object().put(kind + "Name", owner).put("PolicyName", policy);
        stack.call("iam", "Put" + kind + "Policy", input.put("PolicyDocument", Json.text(document)));
    }

    static void deleteInline(Stack stack, String kind, String owner, String policy) {
        ObjectNode input = Json.object().put(kind + "Name", owner).put("PolicyName", policy);
        ignoringMissing(() -> stack.call("iam", "Delete" + kind + "Policy", input));
    }

    /** Lines of an attribute that a type keeps for its own later use. */
    static List<String> lines(Resource resource, String attribute) {
        String text = resource.attributes().getOrDefault(attribute, "");
        return text.isEmpty() ? List.of() : List.of(text.split("\n"));
    }

    /** What is to be removed may be gone already. */
    static void ignoringMissing(Runnable removal) {
        try {
            removal.run();
        } catch (AwsException e) {
            if (!e.code().startsWith("NoSuchEntity")) {
                throw e;
            }
        }
    }
}
