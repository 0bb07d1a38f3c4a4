package dev.sluice.engine.lambda.function;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.aws.AwsException;

/** Lambda's errors, with the statuses of its model. */
public final class LambdaErrors {

    private LambdaErrors() {}

    public static AwsException notFound(String message) {
        return AwsException.of("ResourceNotFoundException", 404, message);
    }

    public static AwsException noFunction(FunctionRef ref) {
        return notFound("Function not found: " + ref.qualifiedArn());
    }

    public static AwsException conflict(String message) {
        return AwsException.of("ResourceConflictException", 409, message);
    }

    public static AwsException invalid(String message) {
        return AwsException.of("InvalidParameterValueException", message);
    }

    public static AwsException validation(String value, String member, String constraint) {
        return AwsException.validation("1 validation error detected: Value '" + value + "' at '" + member
                + "' failed to satisfy constraint: " + constraint);
    }

    /** @param reason such as {@code ConcurrentInvocationLimitExceeded} */
    public static AwsException throttled(String reason) {
        return AwsException.of("TooManyRequestsException", 429, "Rate Exceeded.")
                .with("Reason", TextNode.valueOf(reason));
    }
}
