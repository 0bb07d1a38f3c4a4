package dev.sluice.tests.contracts.cloud;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** How a service refused a call. */
public record Refusal(int status, String code, String message) {

    /** @throws AssertionError if the call succeeds */
    public static Refusal of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown instanceof AwsServiceException refused) {
            return new Refusal(
                    refused.statusCode(),
                    refused.awsErrorDetails().errorCode(),
                    refused.awsErrorDetails().errorMessage());
        }
        throw new AssertionError("the service did not refuse", thrown);
    }

    public static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message);
    }
}
