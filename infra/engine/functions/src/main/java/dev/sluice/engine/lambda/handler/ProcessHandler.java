package dev.sluice.engine.lambda.handler;

import com.amazonaws.services.lambda.runtime.Context;
import dev.sluice.engine.lambda.guest.FunctionSystem;
import dev.sluice.engine.lambda.process.GuestException;
import dev.sluice.engine.lambda.process.GuestProcess;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Time;
import java.nio.file.Path;
import java.util.Map;

/** A handler in a process of its own, which ends with the instance. */
public final class ProcessHandler implements Handler {

    private final GuestProcess process;
    private final Time time;

    private ProcessHandler(GuestProcess process, Time time) {
        this.process = process;
        this.time = time;
    }

    public static Handler load(Language language, Path root, Map<String, String> environment, Time time)
            throws GuestException, InterruptedException {
        return new ProcessHandler(GuestProcess.start(language, root, environment, line -> {}), time);
    }

    @Override
    public byte[] handle(byte[] payload, Context context) throws GuestException, InterruptedException {
        var call = Json.object()
                .put("id", context.getAwsRequestId())
                .put("arn", context.getInvokedFunctionArn())
                .put("trace", String.valueOf(FunctionSystem.getenv("_X_AMZN_TRACE_ID")))
                .put("deadline", time.now().toEpochMilli() + context.getRemainingTimeInMillis());
        return process.handle(payload, call, context.getLogger()::log);
    }

    @Override
    public void close() {
        process.close();
    }
}
