package dev.sluice.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors for a terminal: what happened and what to do next, without a stack trace. */
public final class Errors {

    private Errors() {}

    /** @param data the folder of the engine that the command talked to */
    public static String oneLine(Throwable failure, Path data) {
        boolean down = Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(ConnectException.class::isInstance);
        if (down && Running.known(data)) {
            return "the engine is not running: nothing answers at "
                    + Running.in(data).url() + "; start it with `./sluice up" + DataOption.optionFor(data)
                    + "` and try again; its data is kept in " + data;
        }
        return oneLine(failure);
    }

    public static String oneLine(Throwable failure) {
        if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            return service.awsErrorDetails().errorCode() + ": "
                    + service.awsErrorDetails().errorMessage();
        }
        if (failure instanceof UncheckedIOException && failure.getCause() instanceof IOException cause) {
            return failure.getMessage() + ": " + cause.getMessage();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
