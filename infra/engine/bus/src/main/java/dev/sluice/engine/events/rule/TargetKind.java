package dev.sluice.engine.events.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.events.bus.BusKey;
import java.util.Optional;

/** The kinds of targets that the engine delivers to, identified by their ARN. */
public enum TargetKind {
    QUEUE,
    FUNCTION,
    LOG_GROUP,
    BUS,
    STATE_MACHINE,
    API_DESTINATION;

    private static final int ARN_PARTS = 6;

    /** The kind of target that an ARN names, if it is one the engine knows. */
    public static Optional<TargetKind> of(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (parts.length < ARN_PARTS || !parts[0].equals("arn")) {
            return Optional.empty();
        }
        String resource = parts[5];
        return Optional.ofNullable(
                switch (parts[2]) {
                    case "sqs" -> QUEUE;
                    case "lambda" -> FUNCTION;
                    case "logs" -> LOG_GROUP;
                    case "states" -> STATE_MACHINE;
                    case "events" ->
                        resource.startsWith("event-bus/")
                                ? BUS
                                : resource.startsWith("api-destination/") ? API_DESTINATION : null;
                    default -> null;
                });
    }

    /** @throws AwsException ValidationException if the target's parameters do not fit its kind */
    static void check(ObjectNode target, String id, BusKey bus) {
        String arn = target.path("Arn").asText();
        if (!arn.startsWith("arn:") || arn.split(":", ARN_PARTS).length < ARN_PARTS) {
            throw AwsException.validation(
                    "Parameter " + arn + " is not valid. Reason: Provided Arn is not in correct format.");
        }
        TargetKind kind = of(arn).orElseThrow(() -> AwsException.validation(
                "Parameter Arn is not valid. Reason: this engine has no targets such as " + arn + "."));
        boolean role = target.hasNonNull("RoleArn");
        if (!role && (kind == STATE_MACHINE || kind == API_DESTINATION)) {
            throw AwsException.validation("RoleArn is required for target " + arn + ".");
        }
        if (kind == QUEUE
                && arn.endsWith(".fifo")
                && !target.path("SqsParameters").hasNonNull("MessageGroupId")) {
            throw AwsException.validation("Parameter(s) SqsParameters must be specified for target: " + id + ".");
        }
        if (kind == LOG_GROUP && (target.hasNonNull("Input") || target.hasNonNull("InputPath"))) {
            throw AwsException.validation("Input and InputPath are not supported for target " + id + ".");
        }
        if (kind == LOG_GROUP && target.hasNonNull("InputTransformer")) {
            checkLogTemplate(target, id);
        }
        checkDeadLetters(target, id, bus);
        if (kind == BUS) {
            checkBus(target, id, arn, bus);
        }
    }

    /** AWS says what the template has to be, and not with which words it refuses another one. */
    private static void checkLogTemplate(ObjectNode target, String id) {
        String template = target.path("InputTransformer").path("InputTemplate").asText();
        if (!LogTemplate.fits(template)) {
            throw AwsException.validation("InputTemplate for target " + id
                    + " must be a JSON object with exactly the members timestamp and message, each a placeholder or a string,"
                    + " such as {\"timestamp\":<timestamp>,\"message\":<message>}, since the target is a log group.");
        }
    }

    private static void checkDeadLetters(ObjectNode target, String id, BusKey bus) {
        String queue = target.path("DeadLetterConfig").path("Arn").asText();
        boolean standard = queue.startsWith("arn:aws:sqs:" + bus.region() + ":") && !queue.endsWith(".fifo");
        if (!queue.isEmpty() && !standard) {
            throw AwsException.validation(
                    "DeadLetterConfig for target " + id + " must name a standard SQS queue in the Region of the rule.");
        }
    }

    private static void checkBus(ObjectNode target, String id, String arn, BusKey bus) {
        boolean ownAccount = arn.split(":", ARN_PARTS)[4].equals(bus.account());
        if (ownAccount) {
            return;
        }
        if (target.hasNonNull("Input") || target.hasNonNull("InputPath") || target.hasNonNull("InputTransformer")) {
            throw AwsException.validation("Input, InputPath and InputTransformer are not supported for target " + id
                    + ", which is an event bus of another account.");
        }
        if (!target.hasNonNull("RoleArn")) {
            throw AwsException.validation("RoleArn is required for target " + arn + ".");
        }
    }
}
