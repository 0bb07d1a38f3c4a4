package dev.sluice.cdk.function;

import dev.sluice.cdk.parts.Alarms;
import dev.sluice.cdk.parts.Children;
import dev.sluice.cdk.parts.Roles;
import dev.sluice.cdk.parts.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** Functions: each with its own role and its own log group, which are there before it. */
public final class Functions {

    /** Memory buys CPU: a JVM starts about twice as fast as with half of it. */
    private static final int MEGABYTES = 1_024;

    private Functions() {}

    public static Function of(Construct scope, String id, FunctionSpec spec) {
        Construct unit = new Construct(scope, id);
        LogGroup log = LogGroup.Builder.create(unit, "Log")
                .logGroupName("/aws/lambda/" + spec.name())
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        List<PolicyStatement> statements = new ArrayList<>(spec.permissions());
        statements.add(Statements.allow(log.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
        Function function = Function.Builder.create(unit, "Function")
                .functionName(spec.name())
                .description(spec.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .memorySize(MEGABYTES)
                .timeout(Duration.seconds(spec.timeoutSeconds()))
                .handler(spec.handler())
                .code(Code.fromAsset(spec.folder().toString()))
                .role(Roles.function(unit, statements))
                .environment(new TreeMap<>(spec.environment()))
                .build();
        Children.resource(function).addResourceDependency(Children.resource(log));
        Alarms.errors(unit, spec.name());
        return function;
    }

    /** Keeps the events of asynchronous invocations that failed; the function's role must be allowed to send there. */
    public static void deadLetters(Function function, IQueue queue) {
        if (function.getNode().getDefaultChild() instanceof CfnFunction resource) {
            resource.setDeadLetterConfig(CfnFunction.DeadLetterConfigProperty.builder()
                    .targetArn(queue.getQueueArn())
                    .build());
        }
    }

    /**
     * Lets a function consume a queue; the messages that it reports as failed are redelivered, the rest of the batch is not.
     *
     * @param concurrency how many calls may run at once, 2 or more
     */
    public static void consume(Function function, IQueue queue, String id, int batch, int concurrency) {
        CfnEventSourceMapping.Builder.create(function, id)
                .functionName(function.getFunctionName())
                .eventSourceArn(queue.getQueueArn())
                .batchSize(batch)
                .functionResponseTypes(List.of("ReportBatchItemFailures"))
                .scalingConfig(CfnEventSourceMapping.ScalingConfigProperty.builder()
                        .maximumConcurrency(concurrency)
                        .build())
                .build();
    }
}
