package dev.sluice.engine.secrets;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.Map;

/** How secrets look to clients; never with a value. */
final class Views {

    private Views() {}

    static ObjectNode described(Secret secret) {
        ObjectNode view = common(secret);
        ObjectNode stages = Json.object();
        stages(secret, stages);
        if (!stages.isEmpty()) {
            view.set("VersionIdsToStages", stages);
        }
        return view;
    }

    static ObjectNode listed(Secret secret) {
        ObjectNode view = common(secret);
        ObjectNode stages = view.putObject("SecretVersionsToStages");
        stages(secret, stages);
        return view;
    }

    private static ObjectNode common(Secret secret) {
        ObjectNode view = Json.object().put("ARN", secret.arn()).put("Name", secret.name());
        text(view, "Description", secret.description());
        text(view, "KmsKeyId", secret.kmsKey());
        text(view, "OwningService", secret.owner());
        view.put("CreatedDate", secret.created()).put("LastChangedDate", secret.changed());
        if (secret.accessed() > 0) {
            view.put("LastAccessedDate", secret.accessed());
        }
        if (secret.isDeleted()) {
            view.put("DeletedDate", secret.deleted());
        }
        ArrayNode tags = Json.array();
        secret.tags().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        if (!tags.isEmpty()) {
            view.set("Tags", tags);
        }
        return view;
    }

    private static void stages(Secret secret, ObjectNode stages) {
        for (Version version : secret.versions()) {
            if (!version.stages().isEmpty()) {
                ArrayNode labels = stages.putArray(version.id());
                version.stages().forEach(labels::add);
            }
        }
    }

    private static void text(ObjectNode view, String member, String value) {
        if (!value.isEmpty()) {
            view.put(member, value);
        }
    }
}
