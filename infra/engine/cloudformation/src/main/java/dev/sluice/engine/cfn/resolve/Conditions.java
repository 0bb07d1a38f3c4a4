package dev.sluice.engine.cfn.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.cfn.template.Problems;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates the Conditions section. Not thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html">Condition functions</a>
 */
public final class Conditions {

    private final Map<String, JsonNode> declared;
    private final Resolver resolver;
    private final Map<String, Boolean> outcomes = new LinkedHashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** @param resolver knows parameters and mappings; no resources */
    public Conditions(Map<String, JsonNode> declared, Resolver resolver) {
        this.declared = declared;
        this.resolver = resolver;
    }

    public Map<String, Boolean> evaluate(Problems problems) {
        declared.keySet()
                .forEach(name -> problems.attempt("", () -> {
                    outcomes.putIfAbsent(name, false);
                    outcomes.put(name, named(name, "/Conditions/" + name));
                }));
        return outcomes;
    }

    private boolean named(String name, String pointer) {
        JsonNode expression = declared.get(name);
        if (expression == null) {
            throw new TemplateException(pointer, "names the condition " + name + ", which does not exist");
        }
        if (!underWay.add(name)) {
            throw new TemplateException(
                    "/Conditions/" + name, "depends on itself: " + String.join(" -> ", underWay) + " -> " + name);
        }
        boolean outcome = holds(expression, "/Conditions/" + name);
        underWay.remove(name);
        return outcome;
    }

    private boolean holds(JsonNode expression, String pointer) {
        if (!expression.isObject() || expression.size() != 1) {
            throw new TemplateException(pointer, "must be one condition function");
        }
        String function = expression.fieldNames().next();
        JsonNode argument = expression.path(function);
        String at = pointer + "/" + function;
        switch (function) {
            case "Condition":
                return named(argument.asText(), at);
            case "Fn::Equals":
                return equal(Resolver.arguments(argument, 2, 2, at), at);
            case "Fn::Not":
                return !holds(Resolver.arguments(argument, 1, 1, at).get(0), at + "/0");
            case "Fn::And":
                return count(Resolver.arguments(argument, 2, 10, at), at) == argument.size();
            case "Fn::Or":
                return count(Resolver.arguments(argument, 2, 10, at), at) > 0;
            default:
                throw new TemplateException(at, "is a condition function that the engine does not support");
        }
    }

    private long count(List<JsonNode> expressions, String at) {
        long holding = 0;
        for (int i = 0; i < expressions.size(); i++) {
            if (holds(expressions.get(i), at + "/" + i)) {
                holding++;
            }
        }
        return holding;
    }

    /** Numbers and booleans are compared as texts, as parameters are. */
    private boolean equal(List<JsonNode> operands, String at) {
        JsonNode left = resolver.resolve(operands.get(0), at + "/0");
        JsonNode right = resolver.resolve(operands.get(1), at + "/1");
        return left.isValueNode() && right.isValueNode() ? left.asText().equals(right.asText()) : left.equals(right);
    }
}
