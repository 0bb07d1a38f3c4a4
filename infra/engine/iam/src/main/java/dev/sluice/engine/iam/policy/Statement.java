package dev.sluice.engine.iam.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Context;
import dev.sluice.engine.iam.condition.Conditions;
import dev.sluice.engine.iam.condition.Glob;
import dev.sluice.engine.iam.condition.PolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One statement of a policy.
 *
 * @param notActions whether the listed actions are those that do not match; likewise the resources
 * @param principal missing in an identity policy
 */
public record Statement(
        boolean allow,
        List<Glob> actions,
        boolean notActions,
        List<PolicyText> resources,
        boolean notResources,
        JsonNode principal,
        JsonNode notPrincipal,
        Conditions conditions) {

    public static List<Statement> of(JsonNode policy) {
        List<Statement> statements = new ArrayList<>();
        JsonNode listed = policy.path("Statement");
        if (listed.isObject()) {
            statements.add(one(listed));
        } else {
            listed.forEach(statement -> statements.add(one(statement)));
        }
        return statements;
    }

    private static Statement one(JsonNode node) {
        boolean notActions = node.has("NotAction");
        boolean notResources = node.has("NotResource");
        return new Statement(
                node.path("Effect").asText().equals("Allow"),
                texts(node.path(notActions ? "NotAction" : "Action")).stream()
                        .map(Glob::ofAction)
                        .toList(),
                notActions,
                texts(node.path(notResources ? "NotResource" : "Resource")).stream()
                        .map(PolicyText::of)
                        .toList(),
                notResources,
                node.path("Principal"),
                node.path("NotPrincipal"),
                Conditions.of(node.path("Condition")));
    }

    /** Whether an identity policy's statement covers the request. */
    boolean covers(String action, String resource, Context context) {
        return actionMatches(action) && resourceMatches(resource, context) && conditions.hold(context);
    }

    /** Whether a resource policy's statement covers the request; a trust policy has no resource. */
    boolean covers(Caller caller, String action, String resource, Context context) {
        return Principals.match(principal, notPrincipal, caller)
                && actionMatches(action)
                && (resources.isEmpty() || resourceMatches(resource, context))
                && conditions.hold(context);
    }

    private boolean actionMatches(String action) {
        String lower = action.toLowerCase(Locale.ROOT);
        return notActions != actions.stream().anyMatch(pattern -> pattern.matches(lower));
    }

    private boolean resourceMatches(String resource, Context context) {
        return notResources
                != resources.stream()
                        .flatMap(pattern -> pattern.in(context).stream())
                        .anyMatch(pattern -> pattern.matches(resource));
    }

    static List<String> texts(JsonNode node) {
        List<String> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> list.add(value.asText()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            list.add(node.asText());
        }
        return list;
    }
}
