package dev.sluice.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Errors as a person at a terminal wants them: what happened and what to do next, without a stack trace. */
public final class Errors {

    private Errors() {}

    public static String oneLine(Throwable failure) {
        if (failure instanceof AwsServiceException service) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        if (failure instanceof SdkClientException) {
            return "cannot reach the engine (" + failure.getMessage() + "); is `./sluice up` running?";
        }
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return failure.getMessage() + ": " + cause.getMessage();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
