package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.resolve.Branches;
import dev.sluice.engine.cfn.resolve.References;
import dev.sluice.engine.cfn.resolve.Resolver;
import dev.sluice.engine.cfn.resolve.Scope;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.Problems;
import dev.sluice.engine.cfn.template.Template;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads the Resources section: what exists, of which type, and what each depends on. */
final class ResourceReader {

    private static final Set<String> ATTRIBUTES =
            Set.of("Type", "Properties", "DependsOn", "Condition", "Metadata", "DeletionPolicy", "UpdateReplacePolicy");

    private final TypeTable types;
    private final Scope scope;
    private final Map<String, JsonNode> section;
    private final Problems problems;

    ResourceReader(TypeTable types, Scope scope, Map<String, JsonNode> section, Problems problems) {
        this.types = types;
        this.scope = scope;
        this.section = section;
        this.problems = problems;
    }

    /** The resources whose conditions hold, in the template's order. */
    Map<String, Declared> read() {
        Map<String, JsonNode> wanted = new LinkedHashMap<>();
        section.forEach((logicalId, resource) -> {
            if (exists(logicalId, resource)) {
                wanted.put(logicalId, resource);
            }
        });
        Map<String, Declared> declared = new LinkedHashMap<>();
        wanted.forEach((logicalId, resource) ->
                problems.attempt("", () -> declared.put(logicalId, declared(logicalId, resource, wanted.keySet()))));
        return declared;
    }

    private boolean exists(String logicalId, JsonNode resource) {
        String condition = resource.path("Condition").asText("");
        if (condition.isEmpty()) {
            return true;
        }
        Boolean holds = scope.conditions().get(condition);
        if (holds == null) {
            problems.add(
                    "/Resources/" + logicalId + "/Condition",
                    "names the condition " + condition + ", which does not exist");
        }
        return Boolean.TRUE.equals(holds);
    }

    private Declared declared(String logicalId, JsonNode resource, Set<String> existing) {
        String pointer = "/Resources/" + logicalId;
        String type = resource.path("Type").asText("");
        resource.fieldNames().forEachRemaining(name -> {
            if (!ATTRIBUTES.contains(name)) {
                problems.add(pointer + "/" + name, "is a resource attribute that the engine does not support");
            }
        });
        if (!types.knows(type)) {
            problems.add(
                    pointer,
                    "has the type " + type + ", which the engine does not support"
                            + (type.startsWith("AWS::Serverless::") ? " (it runs what SAM makes of it, not SAM)" : ""));
        }
        boolean accepted = types.accepted().contains(type);
        JsonNode properties = accepted
                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                : new Branches(new Resolver(scope)).choose(resource.path("Properties"), pointer + "/Properties");
        Set<String> dependsOn = new LinkedHashSet<>(explicit(resource.path("DependsOn"), pointer, existing));
        dependsOn.addAll(implied(properties, pointer, existing));
        return new Declared(
                logicalId,
                type,
                Template.object(properties),
                dependsOn,
                resource.path("Metadata"),
                retains(resource, "DeletionPolicy", pointer),
                retains(resource, "UpdateReplacePolicy", pointer));
    }

    private Set<String> explicit(JsonNode dependsOn, String pointer, Set<String> existing) {
        Set<String> names = new LinkedHashSet<>();
        if (dependsOn.isTextual()) {
            names.add(dependsOn.asText());
        }
        if (dependsOn.isArray()) {
            dependsOn.forEach(name -> names.add(name.asText()));
        }
        names.stream()
                .filter(name -> !section.containsKey(name))
                .forEach(name -> problems.add(pointer + "/DependsOn", "names " + name + ", which does not exist"));
        // A resource whose condition does not hold need not be waited for.
        names.retainAll(existing);
        return names;
    }

    private Set<String> implied(JsonNode properties, String pointer, Set<String> existing) {
        Set<String> names = new LinkedHashSet<>();
        References.in(properties, pointer + "/Properties").forEach((name, at) -> {
            if (existing.contains(name)) {
                names.add(name);
            } else if (!scope.values().containsKey(name) && !name.equals(Resolver.NO_VALUE)) {
                problems.add(
                        at,
                        "refers to " + name
                                + (section.containsKey(name)
                                        ? ", whose condition does not hold"
                                        : ", which does not exist"));
            }
        });
        return names;
    }

    private boolean retains(JsonNode resource, String attribute, String pointer) {
        String policy = resource.path(attribute).asText("Delete");
        switch (policy) {
            case "Retain":
            case "RetainExceptOnCreate":
                return true;
            case "Delete":
            case "Snapshot":
                return false;
            default:
                problems.add(pointer + "/" + attribute, "must be Delete, Retain, RetainExceptOnCreate or Snapshot");
                return false;
        }
    }
}
