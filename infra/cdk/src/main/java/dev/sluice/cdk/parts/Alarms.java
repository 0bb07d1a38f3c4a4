package dev.sluice.cdk.parts;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.constructs.Construct;

/**
 * Alarms on what should never happen. Metrics of EventBridge and SQS are absent at zero, so missing data is good news. Who is notified
 * is the parameter {@code AlarmTopicArn}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">Monitoring EventBridge</a>
 */
public final class Alarms {

    private static final String PARAMETER = "AlarmTopicArn";
    private static final String CONDITION = "TellsOfAlarms";
    private static final int MINUTE = 60;

    private Alarms() {}

    /** Declares the parameter, unless the stack has it already. */
    public static void declare(Stack stack) {
        if (stack.getNode().tryFindChild(PARAMETER) != null) {
            return;
        }
        CfnParameter topic = CfnParameter.Builder.create(stack, PARAMETER)
                .type("String")
                .defaultValue("")
                .allowedPattern("(arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]+)?")
                .description("The SNS topic that alarms are sent to; empty for none.")
                .build();
        CfnCondition.Builder.create(stack, CONDITION)
                .expression(Fn.conditionNot(Fn.conditionEquals(topic.getValueAsString(), "")))
                .build();
    }

    static void anyMessage(Construct scope, String queue) {
        alarm(
                scope,
                "NotEmpty",
                "AWS/SQS",
                "ApproximateNumberOfMessagesVisible",
                "Maximum",
                Map.of("QueueName", queue),
                0,
                queue + " has messages that need attention.");
    }

    static void oldMessage(Construct scope, String queue, int seconds) {
        alarm(
                scope,
                "Late",
                "AWS/SQS",
                "ApproximateAgeOfOldestMessage",
                "Maximum",
                Map.of("QueueName", queue),
                seconds,
                "A message has waited in " + queue + " for more than " + seconds + " s.");
    }

    public static void failedInvocation(Construct scope, String bus, String rule) {
        Map<String, String> dimensions = Map.of("EventBusName", bus, "RuleName", rule);
        alarm(
                scope,
                "Failed",
                "AWS/Events",
                "FailedInvocations",
                "Sum",
                dimensions,
                0,
                "The rule " + rule + " failed to invoke its target for good.");
        alarm(
                scope,
                "Lost",
                "AWS/Events",
                "InvocationsFailedToBeSentToDlq",
                "Sum",
                dimensions,
                0,
                "The rule " + rule + " could not even dead-letter an event: it is lost, but for the archive.");
    }

    static void failedPipe(Construct scope, String pipe) {
        alarm(
                scope,
                "Failed",
                "AWS/EventBridge/Pipes",
                "ExecutionFailed",
                "Sum",
                Map.of("PipeName", pipe, "AwsAccountId", Aws.ACCOUNT_ID),
                0,
                "The pipe " + pipe + " fails and repeats batches.");
    }

    static void failedWorkflow(Construct scope, String name) {
        alarm(
                scope,
                "Failed",
                "AWS/States",
                "ExecutionsFailed",
                "Sum",
                Map.of("StateMachineArn", Arns.stateMachine(name)),
                0,
                "The workflow " + name + " fails.");
    }

    public static void errors(Construct scope, String function) {
        alarm(
                scope,
                "Errors",
                "AWS/Lambda",
                "Errors",
                "Sum",
                Map.of("FunctionName", function),
                0,
                "The function " + function + " fails.");
    }

    public static void failedApi(Construct scope, String name, String apiId) {
        alarm(
                scope,
                "Failed",
                "AWS/ApiGateway",
                "5xx",
                "Sum",
                Map.of("ApiId", apiId),
                0,
                "The API " + name + " answers with errors of its own.");
    }

    private static void alarm(
            Construct scope,
            String id,
            String namespace,
            String metric,
            String statistic,
            Map<String, String> dimensions,
            int threshold,
            String description) {
        declare(Stack.of(scope));
        CfnAlarm alarm = CfnAlarm.Builder.create(scope, id)
                .alarmDescription(description)
                .namespace(namespace)
                .metricName(metric)
                .dimensions(dimensions.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(dimension -> CfnAlarm.DimensionProperty.builder()
                                .name(dimension.getKey())
                                .value(dimension.getValue())
                                .build())
                        .toList())
                .statistic(statistic)
                .period(MINUTE)
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .threshold(threshold)
                .treatMissingData("notBreaching")
                .alarmActions(actions())
                .build();
        Validations.of(alarm)
                .acknowledge(Acknowledgment.builder()
                        .id("CloudFormation-Validate::F3033")
                        .reason("Without a topic the property is absent; the validation takes that for an empty list.")
                        .build());
    }

    private static List<String> actions() {
        return Token.asList(Fn.conditionIf(CONDITION, List.of(Fn.ref(PARAMETER)), Fn.ref("AWS::NoValue")));
    }
}
