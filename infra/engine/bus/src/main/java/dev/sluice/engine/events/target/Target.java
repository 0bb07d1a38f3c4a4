package dev.sluice.engine.events.target;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.input.Input;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.events.rule.TargetKind;
import java.util.Optional;

/**
 * One target of one rule, ready for use.
 *
 * @param key names it among all targets of the engine
 * @param bus the rule's bus
 * @param role the role to act in; empty to act as {@code events.amazonaws.com}
 * @param deadLetters the ARN of the queue for events that cannot be delivered; empty if there is none
 * @param parameters as PutTargets took the target
 */
public record Target(
        String key,
        BusKey bus,
        String rule,
        String ruleArn,
        String arn,
        TargetKind kind,
        Optional<String> role,
        Input input,
        RetryPolicy retries,
        Optional<String> deadLetters,
        ObjectNode parameters) {

    public static Target of(Rule rule, ObjectNode target) {
        String arn = target.path("Arn").asText();
        return new Target(
                key(rule.arn(), target.path("Id").asText()),
                rule.bus(),
                rule.name(),
                rule.arn(),
                arn,
                TargetKind.of(arn).orElseThrow(),
                text(target, "RoleArn"),
                Input.of(target),
                RetryPolicy.of(target),
                text(target.path("DeadLetterConfig"), "Arn"),
                target);
    }

    private static Optional<String> text(com.fasterxml.jackson.databind.JsonNode node, String member) {
        return Optional.of(node.path(member).asText()).filter(text -> !text.isEmpty());
    }

    /** The key of a rule's target. */
    public static String key(String ruleArn, String id) {
        return ruleArn + "|" + id;
    }

    /** The ARN of the rule in a key. */
    public static String ruleOf(String key) {
        return key.substring(0, key.lastIndexOf('|'));
    }
}
