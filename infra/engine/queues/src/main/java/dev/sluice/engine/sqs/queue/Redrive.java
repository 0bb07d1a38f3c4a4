package dev.sluice.engine.sqs.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.sqs.contract.Errors;
import dev.sluice.engine.sqs.contract.Limits;

/** A RedrivePolicy: where messages go that were received too often. */
public record Redrive(String deadLetterArn, int maxReceives) {

    private static final int DEFAULT_MAX_RECEIVES = 10;

    /** @throws AwsException InvalidParameterValue if a request may not set the policy */
    static Redrive given(String text) {
        Redrive redrive = parse(text);
        if (!Json.parseTrusted(text).hasNonNull("maxReceiveCount")) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
        }
        return redrive;
    }

    /**
     * A policy that a queue has: those of earlier engines may lack a count.
     *
     * @throws AwsException InvalidParameterValue if the policy is not valid
     */
    public static Redrive parse(String text) {
        JsonNode policy;
        try {
            policy = Json.parse(text);
        } catch (JsonProcessingException e) {
            throw invalid(text, "Redrive policy is not a valid JSON map.");
        }
        if (!policy.isObject()) {
            throw invalid(text, "Redrive policy is not a valid JSON map.");
        }
        if (!policy.path("deadLetterTargetArn").isTextual()) {
            throw invalid(text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
        }
        JsonNode count = policy.path("maxReceiveCount");
        boolean whole = count.asText().matches("[0-9]{1,4}");
        int most = count.isMissingNode() || count.isNull() ? DEFAULT_MAX_RECEIVES : whole ? count.asInt() : -1;
        if (most < 1 || most > Limits.MAX_RECEIVES) {
            throw invalid(
                    text,
                    "Invalid value for maxReceiveCount: " + count.asText()
                            + ", valid values are from 1 to 1000 both inclusive.");
        }
        return new Redrive(policy.path("deadLetterTargetArn").asText(), most);
    }

    public static AwsException invalid(String text, String reason) {
        return Errors.invalid("RedrivePolicy", text, reason);
    }
}
