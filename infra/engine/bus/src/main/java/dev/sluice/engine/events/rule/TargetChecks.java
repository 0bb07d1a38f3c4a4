package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.destinations.HttpParameterChecks;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import dev.sluice.engine.template.Piece;
import dev.sluice.engine.template.Pieces;
import dev.sluice.engine.template.Skeleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What PutTargets asks of each target. */
final class TargetChecks {

    private static final TextConstraint ARN = TextConstraint.length(1, Limits.ARN);
    private static final TextConstraint INPUT = TextConstraint.length(0, Limits.INPUT);
    private static final TextConstraint PATH = TextConstraint.length(0, Limits.INPUT_PATH);
    private static final TextConstraint TEMPLATE = TextConstraint.length(1, Limits.INPUT_TEMPLATE);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9_\\-]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]*)>");
    private static final Set<String> RESERVED = Set.of(
            "aws.events.rule-arn",
            "aws.events.rule-name",
            "aws.events.event.ingestion-time",
            "aws.events.event",
            "aws.events.event.json");

    /** Reserved variables that are JSON objects: in quotes they would end the string. */
    private static final Set<String> OBJECTS = Set.of("aws.events.event", "aws.events.event.json");

    private TargetChecks() {}

    /** Reads the targets under the model's constraints, which {@link Members#check} reports. */
    static List<ObjectNode> read(Members members) {
        if (!members.has("Targets")) {
            members.missing("Targets");
        }
        List<Members> targets = members.structures("Targets");
        if (members.has("Targets") && targets.isEmpty()) {
            members.violate("[]", "Targets", "Member must have length greater than or equal to 1");
        }
        if (targets.size() > Limits.TARGETS_PER_REQUEST) {
            members.violate(
                    String.valueOf(members.node().get("Targets")),
                    "Targets",
                    "Member must have length less than or equal to " + Limits.TARGETS_PER_REQUEST);
        }
        targets.forEach(TargetChecks::constraints);
        return targets.stream().map(Members::node).toList();
    }

    private static void constraints(Members target) {
        target.required("Id", RuleOperations.NAME);
        target.required("Arn", ARN);
        target.text("RoleArn", ARN);
        target.text("Input", INPUT);
        target.text("InputPath", PATH);
        target.structure("InputTransformer").ifPresent(transformer -> transformer.required("InputTemplate", TEMPLATE));
        target.structure("RetryPolicy").ifPresent(policy -> {
            policy.number("MaximumRetryAttempts", 0, Limits.RETRY_ATTEMPTS);
            policy.number("MaximumEventAgeInSeconds", Limits.EVENT_AGE_SECONDS_MIN, Limits.EVENT_AGE_SECONDS);
        });
    }

    /** @throws AwsException ValidationException for the first target that EventBridge would refuse */
    static void check(List<ObjectNode> targets, BusKey bus) {
        targets.forEach(target -> check(target, target.path("Id").asText(), bus));
    }

    private static void check(ObjectNode target, String id, BusKey bus) {
        long inputs = Stream.of("Input", "InputPath", "InputTransformer")
                .filter(target::hasNonNull)
                .count();
        if (inputs > 1) {
            throw AwsException.validation(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target " + id + ".");
        }
        if (target.hasNonNull("Input")) {
            checkJson(target.path("Input").asText(), id);
        }
        TargetKind.check(target, id, bus);
        HttpParameterChecks.check(target.path("HttpParameters"), "target " + id);
        if (target.hasNonNull("InputTransformer")) {
            checkTransformer(target.path("InputTransformer"), id);
        }
    }

    private static void checkJson(String input, String id) {
        try {
            if (!Json.parse(input).isMissingNode()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw AwsException.validation("JSON syntax error in input for target " + id + ".");
        }
        throw AwsException.validation("JSON syntax error in input for target " + id + ".");
    }

    private static void checkTransformer(JsonNode transformer, String id) {
        JsonNode paths = transformer.path("InputPathsMap");
        if (paths.size() > Limits.INPUT_PATHS) {
            throw AwsException.validation(
                    "InputPathsMap for target " + id + " has more than " + Limits.INPUT_PATHS + " paths.");
        }
        paths.fieldNames().forEachRemaining(name -> {
            if (!VARIABLE.matcher(name).matches() || name.startsWith("AWS.")) {
                throw AwsException.validation("InputPathsMap for target " + id + " contains invalid key " + name + ".");
            }
        });
        Matcher placeholders =
                PLACEHOLDER.matcher(transformer.path("InputTemplate").asText());
        while (placeholders.find()) {
            String name = placeholders.group(1);
            if (!paths.has(name) && !RESERVED.contains(name)) {
                throw AwsException.validation(
                        "InputTemplate for target " + id + " contains invalid placeholder " + name + ".");
            }
        }
        flaw(transformer.path("InputTemplate").asText(), name -> paths.has(name) || RESERVED.contains(name))
                .ifPresent(flaw -> {
                    throw AwsException.validation("Invalid InputTemplate for target " + id + " : " + flaw + ".");
                });
    }

    /** Why no event could make JSON, or quoted strings, of a template; whether a value in quotes has quotes only events show. */
    private static Optional<String> flaw(String template, Predicate<String> variable) {
        Skeleton skeleton = new Skeleton();
        for (Piece piece : Pieces.of(template, variable)) {
            if (piece instanceof Piece.Literal literal) {
                skeleton.literal(literal.text());
            } else if (piece instanceof Piece.Variable found) {
                String placeholder = "<" + found.name() + ">";
                switch (found.place()) {
                    case VALUE -> skeleton.value(placeholder);
                    case STRING -> skeleton.text(placeholder);
                    case QUOTED -> {
                        if (OBJECTS.contains(found.name())) {
                            skeleton.quotes(placeholder);
                        } else {
                            skeleton.text(placeholder);
                        }
                    }
                }
            }
        }
        return Pieces.isStrings(template) ? skeleton.flawOfStrings() : skeleton.flawOfJson();
    }
}
