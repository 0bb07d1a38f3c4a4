package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.cfn.resolve.DynamicReferences;
import dev.sluice.engine.cfn.resolve.Resolver;
import dev.sluice.engine.cfn.resource.DataHolder;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.Template;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Works out, before anything is changed, which data a plan would remove: that of resources which the template no longer has, and of
 * those whose place another one takes. What the template retains is not lost. Used once.
 */
final class Losses {

    private final TypeTable types;
    private final Stack stack;
    private final Plan plan;
    private final Map<String, Resource> made;
    private final Resolver resolver;
    private final DynamicReferences dynamic;

    /** @param made what the plan's lookups see; empty, and left so */
    Losses(TypeTable types, Stack stack, Plan plan, Map<String, Resource> made) {
        this.types = types;
        this.stack = stack;
        this.plan = plan;
        this.made = made;
        this.resolver = new Resolver(plan.scope());
        this.dynamic = new DynamicReferences(stack.kernel(), plan.secrets());
    }

    /**
     * @param known the resources of the stack as they are
     * @throws TemplateException with each resource that would be lost, and what it holds
     */
    void check(List<ResourceRecord> known) {
        Set<String> replaced = replaced(known);
        Set<String> wanted = new HashSet<>();
        plan.order().forEach(resource -> wanted.add(resource.logicalId()));
        List<String> losses = new ArrayList<>();
        for (ResourceRecord record : known) {
            boolean dropped = !wanted.contains(record.logicalId()) && !record.retain();
            if (dropped || replaced.contains(record.logicalId())) {
                content(record)
                        .ifPresent(content -> losses.add("  " + record.logicalId() + " (" + record.type() + ") "
                                + record.physicalId() + " holds " + content
                                + (dropped
                                        ? ", and the template no longer has it"
                                        : ", and another one takes its place")));
            }
        }
        if (!losses.isEmpty()) {
            losses.add(0, "/Resources would remove data of the stack " + stack.name() + ":");
            losses.add("Start with --prune to remove it, or bring the resources back, or give them DeletionPolicy and"
                    + " UpdateReplacePolicy Retain and start once before they are dropped.");
            throw new TemplateException(losses);
        }
    }

    private Optional<String> content(ResourceRecord record) {
        return holder(record.type()).flatMap(type -> type.content(stack, record.resource()));
    }

    private Optional<DataHolder> holder(String type) {
        return types.find(type).filter(DataHolder.class::isInstance).map(DataHolder.class::cast);
    }

    /** One whose identity refers to what is replaced, or made for the first time, is not known yet and counts as replaced. */
    private Set<String> replaced(List<ResourceRecord> known) {
        Map<String, ResourceRecord> before = new HashMap<>();
        known.forEach(record -> before.put(record.logicalId(), record));
        Set<String> replaced = new HashSet<>();
        for (Declared resource : plan.order()) {
            ResourceRecord old = before.get(resource.logicalId());
            if (old != null && isReplaced(old, resource)) {
                if (!resource.keepReplaced()) {
                    replaced.add(resource.logicalId());
                }
            } else if (old != null) {
                made.put(resource.logicalId(), old.resource());
            }
        }
        made.clear();
        return replaced;
    }

    private boolean isReplaced(ResourceRecord old, Declared resource) {
        if (!old.type().equals(resource.type())) {
            return true;
        }
        return holder(old.type())
                .map(type -> {
                    try {
                        // The others may refer to what is new, and do not matter.
                        ObjectNode identity = resource.properties().deepCopy().retain(type.identity());
                        JsonNode resolved =
                                resolver.resolve(identity, resource.pointer()).deepCopy();
                        Properties properties = new Properties(
                                Template.object(dynamic.resolve(resolved, resource.pointer())), resource.pointer());
                        return type.replaces(stack, resource.logicalId(), old.resource(), properties);
                    } catch (TemplateException | AwsException e) {
                        return true;
                    }
                })
                .orElse(false);
    }
}
