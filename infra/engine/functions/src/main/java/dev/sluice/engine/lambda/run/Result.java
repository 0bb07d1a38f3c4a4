package dev.sluice.engine.lambda.run;

import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.lambda.handler.HandlerException;
import dev.sluice.engine.lambda.process.GuestException;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came of an invocation.
 *
 * @param failed whether {@code payload} is an error object, as AWS's Java runtime writes it
 * @param fatal whether the instance cannot be used any more
 * @param logTail the last 4 KB of the invocation's log
 */
public record Result(boolean failed, byte[] payload, boolean fatal, byte[] logTail) {

    private static final byte[] NONE = new byte[0];
    /** Where the engine calls a handler from: its frames are not the function's. */
    private static final String OWN = "dev.sluice.engine.lambda.";

    static Result of(byte[] payload) {
        if (payload.length > LambdaLimits.SYNC_RESPONSE) {
            return failure(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (" + LambdaLimits.SYNC_RESPONSE
                            + " bytes).",
                    false);
        }
        return new Result(false, payload, false, NONE);
    }

    /** What a handler threw. Errors of the virtual machine end the instance, as they end the process on AWS. */
    static Result of(Throwable thrown) {
        if (thrown instanceof HandlerException own) {
            return new Result(true, error(own.type(), message(own), frames(thrown)), false, NONE);
        }
        if (thrown instanceof GuestException guest && !guest.exited()) {
            return new Result(true, guest.payload(), false, NONE);
        }
        boolean fatal = thrown instanceof VirtualMachineError || thrown instanceof LinkageError;
        return new Result(true, error(thrown.getClass().getName(), message(thrown), frames(thrown)), fatal, NONE);
    }

    static Result timeout(Invocation invocation, int seconds) {
        return failure(
                "Sandbox.Timedout",
                "RequestId: " + invocation.requestId() + " Error: Task timed out after "
                        + String.format(Locale.ROOT, "%d.00", seconds) + " seconds",
                true);
    }

    /** After {@code System.exit}. */
    static Result exit(Invocation invocation, int status) {
        String how = status == 0
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: exit status " + status;
        return failure("Runtime.ExitError", "RequestId: " + invocation.requestId() + " Error: " + how, true);
    }

    static Result failure(String type, String message, boolean fatal) {
        var body = Json.object().put("errorType", type).put("errorMessage", message);
        return new Result(true, Json.text(body).getBytes(StandardCharsets.UTF_8), fatal, NONE);
    }

    Result withFatal() {
        return new Result(failed, payload, true, logTail);
    }

    Result withLogTail(byte[] tail) {
        return new Result(failed, payload, fatal, tail);
    }

    private static byte[] error(String type, String message, List<String> frames) {
        var body = Json.object().put("errorMessage", message).put("errorType", type);
        var trace = body.putArray("stackTrace");
        frames.forEach(trace::add);
        return Json.text(body).getBytes(StandardCharsets.UTF_8);
    }

    private static String message(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        return message == null ? thrown.getClass().getName() : message;
    }

    /** The function's own frames. */
    private static List<String> frames(Throwable thrown) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (element.getClassName().startsWith(OWN)) {
                break;
            }
            frames.add(element.getClassName() + "." + element.getMethodName() + "(" + place(element) + ")");
        }
        return frames;
    }

    private static String place(StackTraceElement element) {
        if (element.isNativeMethod()) {
            return "Native Method";
        }
        String file = element.getFileName();
        return file == null
                ? "Unknown Source"
                : element.getLineNumber() < 0 ? file : file + ":" + element.getLineNumber();
    }
}
