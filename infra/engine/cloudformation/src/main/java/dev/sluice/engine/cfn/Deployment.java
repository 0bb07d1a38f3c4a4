package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.checks.KmsKeys;
import dev.sluice.engine.cfn.resolve.DynamicReferences;
import dev.sluice.engine.cfn.resolve.Resolver;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.cfn.resource.ResourceType;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.Problems;
import dev.sluice.engine.cfn.template.Template;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Carries out one plan: puts each resource, removes those that are gone, and works out the outputs. Used once. */
final class Deployment {

    private final Kernel kernel;
    private final TypeTable types;
    private final StackStore memory;
    private final Stack stack;
    private final Plan plan;
    private final Problems problems;
    private final Resolver resolver;
    private final DynamicReferences dynamic;
    private final Map<String, Resource> made;
    private final Set<String> failed = new HashSet<>();
    private final List<ResourceRecord> replaced = new ArrayList<>();
    private final List<String> notSimulated = new ArrayList<>();

    /** @param made filled with the resources as they come to exist; the plan's lookups see it */
    Deployment(Kernel kernel, TypeTable types, StackStore memory, Stack stack, Plan plan, Map<String, Resource> made) {
        this.kernel = kernel;
        this.types = types;
        this.memory = memory;
        this.stack = stack;
        this.plan = plan;
        this.made = made;
        this.problems = new Problems(plan.secrets());
        this.resolver = new Resolver(plan.scope());
        this.dynamic = new DynamicReferences(kernel, plan.secrets());
    }

    /** @throws TemplateException with everything that went wrong; what could be made stays */
    void putAll() {
        int position = 0;
        for (Declared resource : plan.order()) {
            put(resource, position++);
        }
        problems.check();
    }

    private void put(Declared resource, int position) {
        if (resource.dependsOn().stream().anyMatch(failed::contains)) {
            failed.add(resource.logicalId());
            return;
        }
        Optional<ResourceRecord> before = memory.resource(stack.name(), resource.logicalId());
        boolean done = problems.attempt(resource.label(), () -> {
            Resource now = make(resource);
            made.put(resource.logicalId(), now);
            if (now.noEcho()) {
                now.attributes().values().forEach(plan.secrets()::add);
            }
            before.filter(old -> !isSame(old, resource, now))
                    .filter(old -> !resource.keepReplaced())
                    .ifPresent(replaced::add);
            memory.putSoon(record(resource, now, position));
        });
        if (!done) {
            failed.add(resource.logicalId());
        }
    }

    private boolean isSame(ResourceRecord old, Declared resource, Resource now) {
        return old.type().equals(resource.type())
                && types.find(old.type())
                        .map(type -> type.isSame(old.resource(), now))
                        .orElseGet(() -> old.physicalId().equals(now.ref()));
    }

    private Resource make(Declared resource) {
        Optional<ResourceType> type = types.find(resource.type());
        if (type.isEmpty()) {
            notSimulated.add(resource.label());
            return new Resource(stack.physicalName(resource.logicalId(), 64), Map.of());
        }
        JsonNode resolved =
                resolver.resolve(resource.properties(), resource.pointer()).deepCopy();
        ObjectNode node = Template.object(dynamic.resolve(resolved, resource.pointer()));
        List<String> keys = KmsKeys.problems(node, resource.pointer());
        if (!keys.isEmpty()) {
            throw new TemplateException(keys);
        }
        Properties properties = new Properties(node, resource.pointer());
        Resource made = type.get().put(stack, resource.logicalId(), properties);
        properties.done();
        return made;
    }

    private ResourceRecord record(Declared resource, Resource now, int position) {
        Optional<ResourceRecord> before = memory.resource(stack.name(), resource.logicalId());
        return new ResourceRecord(
                stack.name(),
                resource.logicalId(),
                resource.type(),
                now.ref(),
                now.sealed().isEmpty() ? now.attributes() : Map.of(),
                before.isPresent() ? "UPDATE_COMPLETE" : "CREATE_COMPLETE",
                "",
                position,
                resource.retain(),
                kernel.time().now().toEpochMilli(),
                now.sealed());
    }

    /** Removes old resources whose place was taken, and then those that the template no longer has, last made first. */
    void removeGone() {
        replaced.forEach(old -> problems.attempt(label(old), () -> remove(old)));
        Set<String> wanted = new HashSet<>();
        plan.order().forEach(resource -> wanted.add(resource.logicalId()));
        List<ResourceRecord> known = new ArrayList<>(memory.resources(stack.name()));
        Collections.reverse(known);
        for (ResourceRecord old : known) {
            if (!wanted.contains(old.logicalId())) {
                problems.attempt(label(old), () -> {
                    if (!old.retain()) {
                        remove(old);
                    }
                    memory.remove(old);
                });
            }
        }
        problems.check();
    }

    private void remove(ResourceRecord old) {
        types.find(old.type()).ifPresent(type -> type.remove(stack, old.resource()));
    }

    private static String label(ResourceRecord resource) {
        return resource.logicalId() + " (" + resource.type() + ")";
    }

    List<String> notSimulated() {
        return notSimulated;
    }

    List<StackRecord.Output> outputs() {
        Map<String, JsonNode> section = new LinkedHashMap<>(plan.template().section("Outputs"));
        section.values()
                .removeIf(output -> output.has("Condition")
                        && !plan.scope()
                                .conditions()
                                .getOrDefault(output.path("Condition").asText(), false));
        List<StackRecord.Output> outputs = new ArrayList<>();
        Map<String, String> exports = new HashMap<>();
        section.forEach((name, output) -> problems.attempt("", () -> {
            String at = "/Outputs/" + name;
            String value = resolver.text(output.path("Value"), at + "/Value");
            JsonNode export = output.path("Export").path("Name");
            String exported = export.isMissingNode() ? "" : resolver.text(export, at + "/Export/Name");
            if (!exported.isEmpty() && exports.put(exported, name) != null) {
                throw new TemplateException(at, "exports " + exported + ", as " + exports.get(exported) + " does");
            }
            outputs.add(new StackRecord.Output(
                    name, value, output.path("Description").asText(""), exported));
        }));
        problems.check();
        return outputs;
    }
}
