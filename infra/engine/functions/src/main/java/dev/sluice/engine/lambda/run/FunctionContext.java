package dev.sluice.engine.lambda.run;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.sluice.engine.lambda.log.LogSink;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a handler learns about its invocation. Mobile clients' contexts and identities are not passed on. */
record FunctionContext(
        Invocation invocation,
        LogSink.Stream stream,
        String version,
        int memory,
        LambdaLogger logger,
        Time time,
        Instant deadline)
        implements Context {

    @Override
    public String getAwsRequestId() {
        return invocation.requestId();
    }

    @Override
    public String getLogGroupName() {
        return stream.group();
    }

    @Override
    public String getLogStreamName() {
        return stream.name();
    }

    @Override
    public String getFunctionName() {
        return invocation.invoked().name();
    }

    @Override
    public String getFunctionVersion() {
        return version;
    }

    @Override
    public String getInvokedFunctionArn() {
        return invocation.invoked().qualifiedArn();
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, Duration.between(time.now(), deadline).toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return memory;
    }

    @Override
    public LambdaLogger getLogger() {
        return logger;
    }
}
