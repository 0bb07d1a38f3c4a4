package dev.sluice.engine.cfn;

import dev.sluice.engine.cfn.assembly.Asset;
import dev.sluice.engine.cfn.assembly.Source;
import dev.sluice.engine.cfn.assembly.Sources;
import dev.sluice.engine.cfn.resolve.Lookups;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.ResourceRecord;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.Problems;
import dev.sluice.engine.cfn.template.Secrets;
import dev.sluice.engine.cfn.template.Template;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.kernel.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stacks of this engine: makes them from templates, and remembers them. Thread-safe; one stack changes at a time. */
public final class Stacks {

    private static final Logger LOG = LoggerFactory.getLogger(Stacks.class);

    private final Kernel kernel;
    private final TypeTable types;
    private final StackStore memory;

    public Stacks(Kernel kernel, TypeTable types) {
        this.kernel = kernel;
        this.types = types;
        this.memory = new StackStore(kernel.store());
    }

    /** The account that owns all stacks. */
    String account() {
        return kernel.account();
    }

    StackStore memory() {
        return memory;
    }

    /** As {@link #apply(Path, Map, boolean)}, and removes no data. */
    public List<StackRecord> apply(Path template, Map<String, String> parameters) {
        return apply(template, parameters, false);
    }

    /**
     * Makes, or brings up to date, the stacks of a template file or of a {@code cdk.out} folder, in the order of their
     * dependencies.
     *
     * @param parameters values for the templates' parameters
     * @param prune whether resources that the template drops or replaces are removed even if they hold data
     * @throws TemplateException with everything that is wrong, or with what would be lost
     */
    public synchronized List<StackRecord> apply(Path template, Map<String, String> parameters, boolean prune) {
        List<Source> sources = Sources.at(template);
        checkNames(sources, parameters);
        List<StackRecord> stacks = new ArrayList<>();
        for (Source source : sources) {
            Map<String, String> given = new LinkedHashMap<>(source.parameters());
            given.putAll(parameters);
            stacks.add(deploy(source, given, prune));
        }
        return stacks;
    }

    private static void checkNames(List<Source> sources, Map<String, String> parameters) {
        Set<String> unknown = new LinkedHashSet<>(parameters.keySet());
        sources.forEach(source -> unknown.removeAll(Template.parse(source.text(), source.label())
                .section("Parameters")
                .keySet()));
        if (!unknown.isEmpty()) {
            throw new TemplateException(
                    "/Parameters",
                    "has no parameter named " + String.join(", ", unknown) + ", for which a value is given");
        }
    }

    /** Makes the stack, or brings it up to date, as CloudFormation does: what it drops is removed, whatever it holds. */
    synchronized StackRecord deploy(Source source, Map<String, String> parameters) {
        return deploy(source, parameters, true);
    }

    private StackRecord deploy(Source source, Map<String, String> parameters, boolean prune) {
        Template template = Template.parse(source.text(), source.label());
        Optional<StackRecord> before =
                memory.find(source.stack()).filter(stack -> !stack.status().equals("DELETE_COMPLETE"));
        String id = before.map(StackRecord::id)
                .orElseGet(() -> kernel.arn(
                        "cloudformation",
                        kernel.account(),
                        "stack/" + source.stack() + "/" + kernel.ids().uuid()));
        Map<String, Resource> made = new HashMap<>();
        Lookups lookups = new Lookups(name -> Optional.ofNullable(made.get(name)), memory::exported);
        Plan plan = Plan.of(kernel, types, template, source.stack(), id, parameters, lookups);
        if (!prune) {
            new Losses(types, stack(source, id), plan, made).check(memory.resources(source.stack()));
        }
        String verb = before.isPresent() ? "UPDATE" : "CREATE";
        StackRecord record = begin(source, plan, id, verb, before);
        Deployment deployment = new Deployment(kernel, types, memory, stack(source, id), plan, made);
        try {
            deployment.putAll();
            List<StackRecord.Output> outputs = deployment.outputs();
            deployment.removeGone();
            record = record.with(outputs, deployment.notSimulated());
        } catch (TemplateException e) {
            memory.put(record.with(verb + "_FAILED", String.valueOf(e.getMessage()), now()));
            throw e;
        }
        record = record.with(verb + "_COMPLETE", "", now());
        memory.put(record);
        if (!record.notSimulated().isEmpty()) {
            LOG.info("stack {}: accepted, not simulated: {}", source.stack(), record.notSimulated());
        }
        return record;
    }

    private StackRecord begin(Source source, Plan plan, String id, String verb, Optional<StackRecord> before) {
        StackRecord record = new StackRecord(
                source.stack(),
                id,
                verb + "_IN_PROGRESS",
                "",
                plan.template().description(),
                source.text(),
                plan.parameters(),
                plan.hidden(),
                before.map(StackRecord::outputs).orElse(List.of()),
                List.of(),
                before.map(StackRecord::createdAt).orElseGet(this::now),
                now());
        memory.put(record);
        return record;
    }

    private Stack stack(Source source, String id) {
        return new Stack(
                source.stack(),
                id,
                kernel,
                key -> asset(source, key),
                logicalId -> memory.resource(source.stack(), logicalId).map(ResourceRecord::resource));
    }

    private static Path asset(Source source, String key) {
        Asset asset = source.assets().get(key);
        try {
            if (asset == null) {
                throw new IOException(
                        "did not come with " + source.label() + ": the engine has no S3, and takes the assets"
                                + " that CDK lists in the file *.assets.json beside the template");
            }
            return asset.locate();
        } catch (IOException e) {
            String problem = String.valueOf(e.getMessage());
            throw new UncheckedIOException(asset == null ? problem : "is " + problem, e);
        }
    }

    /**
     * Removes a stack's resources, last made first.
     *
     * @throws TemplateException with everything that could not be removed
     */
    synchronized void delete(StackRecord stack) {
        Problems problems = new Problems(new Secrets());
        Source source = new Source(stack.name(), stack.name(), stack.template(), Map.of(), Map.of(), Set.of());
        List<ResourceRecord> resources = new ArrayList<>(memory.resources(stack.name()));
        Collections.reverse(resources);
        for (ResourceRecord resource : resources) {
            problems.attempt(resource.logicalId() + " (" + resource.type() + ")", () -> {
                if (!resource.retain()) {
                    types.find(resource.type())
                            .ifPresent(type -> type.remove(stack(source, stack.id()), resource.resource()));
                }
                memory.remove(resource);
            });
        }
        String failure = String.join("\n", problems.lines());
        memory.put(stack.with(failure.isEmpty() ? "DELETE_COMPLETE" : "DELETE_FAILED", failure, now())
                .with(failure.isEmpty() ? List.of() : stack.outputs(), stack.notSimulated()));
        problems.check();
    }

    private long now() {
        return kernel.time().now().toEpochMilli();
    }
}
