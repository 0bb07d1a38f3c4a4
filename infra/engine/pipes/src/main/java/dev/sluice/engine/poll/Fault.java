package dev.sluice.engine.poll;

import dev.sluice.engine.aws.AwsException;
import java.util.Optional;

/**
 * Why a batch failed.
 *
 * @param counted whether it uses up one of the retries: what the owner can mend does, what is AWS's own affair (throttling,
 *     internal failures) does not
 * @param functionError the kind of a function's error, such as {@code Unhandled}
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html">Pipes error handling</a>
 */
public record Fault(String code, String message, boolean counted, Optional<String> functionError) {

    public static Fault counted(String code, String message) {
        return new Fault(code, message, true, Optional.empty());
    }

    public static Fault internal(String code, String message) {
        return new Fault(code, message, false, Optional.empty());
    }

    public static Fault function(String error, String message) {
        return new Fault("FunctionError", message, true, Optional.of(error));
    }

    /** The fault that a failed call of a service is. */
    public static Fault of(AwsException failure) {
        boolean counted = failure.status() < 500
                && !failure.code().startsWith("TooManyRequests")
                && !failure.code().contains("Throttl");
        return new Fault(failure.code(), failure.message(), counted, Optional.empty());
    }
}
