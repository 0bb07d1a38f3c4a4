package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import java.util.ArrayList;
import java.util.List;

/** A RedriveAllowPolicy: which queues may use this one as their dead-letter queue. */
public record RedriveAllow(String permission, List<String> sources) {

    private static final int MOST_SOURCES = 10;

    /** @throws AwsException InvalidParameterValue if the policy is not valid */
    public static RedriveAllow parse(String text) {
        JsonNode policy;
        try {
            policy = Json.parse(text);
        } catch (JsonProcessingException e) {
            throw invalid(text, "Amazon SQS can't create the redrive allow policy, as it's in an unsupported format.");
        }
        String permission = policy.path("redrivePermission").asText();
        List<String> sources = new ArrayList<>();
        policy.path("sourceQueueArns").forEach(arn -> sources.add(arn.asText()));
        if (!List.of("allowAll", "denyAll", "byQueue").contains(permission)) {
            throw invalid(text, "Amazon SQS can't create the redrive allow policy, as it's in an unsupported format.");
        }
        boolean byQueue = permission.equals("byQueue");
        if (byQueue == sources.isEmpty() || sources.size() > MOST_SOURCES) {
            throw invalid(
                    text,
                    byQueue
                            ? "sourceQueueArns must name 1 to 10 queues when redrivePermission is byQueue."
                            : "sourceQueueArns can only be given when redrivePermission is byQueue.");
        }
        return new RedriveAllow(permission, sources);
    }

    private static AwsException invalid(String text, String reason) {
        return Errors.invalid("RedriveAllowPolicy", text, reason);
    }

    public boolean allows(String sourceArn) {
        return permission.equals("allowAll") || sources.contains(sourceArn);
    }
}
