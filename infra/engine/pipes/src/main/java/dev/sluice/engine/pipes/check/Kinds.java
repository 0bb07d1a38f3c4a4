package dev.sluice.engine.pipes.check;

import dev.sluice.engine.aws.AwsException;
import java.util.List;

/** The kinds of sources, enrichments and targets that this engine has, by their ARNs. */
public final class Kinds {

    /**
     * A kind of target.
     *
     * @param parameters the members of TargetParameters that are its own
     * @param most the most events it takes at once
     */
    public enum Target {
        BUS("EventBridgeEventBusParameters", 10),
        QUEUE("SqsQueueParameters", 10),
        FUNCTION("LambdaFunctionParameters", 10_000),
        WORKFLOW("StepFunctionStateMachineParameters", 10_000),
        LOG_GROUP("CloudWatchLogsParameters", 10_000),
        DESTINATION("HttpParameters", 1);

        private final String parameters;
        private final int most;

        Target(String parameters, int most) {
            this.parameters = parameters;
            this.most = most;
        }

        public String parameters() {
            return parameters;
        }

        public int most() {
            return most;
        }
    }

    private static final int STREAM_BATCH = 100;
    private static final int QUEUE_BATCH = 10;

    private Kinds() {}

    public static boolean isStream(String source) {
        return source.contains(":dynamodb:") && source.contains("/stream/");
    }

    public static boolean isQueue(String source) {
        return service(source).equals("sqs");
    }

    /** @throws AwsException if the engine does not support this kind of target */
    public static Target target(String arn) {
        String resource = arn.split(":", 6)[5];
        return switch (service(arn)) {
            case "sqs" -> Target.QUEUE;
            case "lambda" -> Target.FUNCTION;
            case "states" -> Target.WORKFLOW;
            case "logs" -> Target.LOG_GROUP;
            case "events" -> resource.startsWith("event-bus/") ? Target.BUS : destination("Target", arn, resource);
            default -> throw unsupported("Target", arn);
        };
    }

    /** The most events of a batch: what the target takes, and an API destination asked as enrichment takes one at a time. */
    public static int most(String target, String enrichment) {
        return enrichment.contains(":api-destination/") ? 1 : target(target).most();
    }

    /** The default size of batches. */
    public static int standardBatch(String source, String target, String enrichment) {
        return Math.min(isStream(source) ? STREAM_BATCH : QUEUE_BATCH, most(target, enrichment));
    }

    /** @throws AwsException if the engine does not support this kind of enrichment */
    static void checkEnrichment(String arn) {
        String resource = arn.split(":", 6)[5];
        if (service(arn).equals("events")) {
            destination("Enrichment", arn, resource);
        } else if (!List.of("lambda", "states").contains(service(arn))) {
            throw unsupported("Enrichment", arn);
        }
    }

    private static Target destination(String member, String arn, String resource) {
        if (!resource.startsWith("api-destination/")) {
            throw unsupported(member, arn);
        }
        return Target.DESTINATION;
    }

    public static AwsException unsupported(String member, String arn) {
        return AwsException.validation(member + " " + arn + " is not supported by this engine.");
    }

    static String service(String arn) {
        return arn.split(":", 6)[2];
    }
}
