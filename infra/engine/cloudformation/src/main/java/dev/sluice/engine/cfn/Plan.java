package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.resolve.Conditions;
import dev.sluice.engine.cfn.resolve.Lookups;
import dev.sluice.engine.cfn.resolve.Resolver;
import dev.sluice.engine.cfn.resolve.Scope;
import dev.sluice.engine.cfn.resource.TypeTable;
import dev.sluice.engine.cfn.template.Order;
import dev.sluice.engine.cfn.template.Parameters;
import dev.sluice.engine.cfn.template.Problems;
import dev.sluice.engine.cfn.template.Pseudo;
import dev.sluice.engine.cfn.template.Secrets;
import dev.sluice.engine.cfn.template.Template;
import dev.sluice.engine.kernel.Kernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A template that was checked, ready to be carried out.
 *
 * @param parameters values by name
 * @param hidden names of NoEcho parameters
 * @param order the resources, each after what it depends on
 */
record Plan(
        Template template,
        Scope scope,
        Map<String, String> parameters,
        Set<String> hidden,
        List<Declared> order,
        Secrets secrets) {

    /**
     * Checks all that can be known before anything is changed.
     *
     * @throws TemplateException with everything that is wrong
     */
    static Plan of(
            Kernel kernel,
            TypeTable types,
            Template template,
            String stack,
            String id,
            Map<String, String> given,
            Lookups lookups) {
        Secrets secrets = new Secrets();
        Problems problems = new Problems(secrets);
        template.check(problems);
        problems.check();
        Map<String, JsonNode> declared = template.section("Parameters");
        Map<String, String> parameters = new Parameters(kernel, problems, secrets).values(template, given);
        Map<String, JsonNode> values = new LinkedHashMap<>(Pseudo.values(kernel, stack, id));
        Set<String> hidden = new LinkedHashSet<>();
        declared.forEach((name, declaration) -> {
            // A missing value was reported; a stand-in keeps what refers to it from being reported too.
            values.put(name, Parameters.value(Parameters.type(declaration), parameters.getOrDefault(name, "")));
            if (Parameters.hidden(declaration)) {
                hidden.add(name);
            }
        });
        Scope plain = new Scope(kernel.region(), values, template.section("Mappings"), lookups, Map.of());
        Scope scope =
                plain.with(new Conditions(template.section("Conditions"), new Resolver(plain)).evaluate(problems));
        Map<String, Declared> resources =
                new ResourceReader(types, scope, template.section("Resources"), problems).read();
        List<Declared> order =
                problems.attempt("", () -> Order.of(resources, Declared::dependsOn, "/Resources"), new ArrayList<>());
        problems.check();
        return new Plan(template, scope, parameters, hidden, order, secrets);
    }
}
