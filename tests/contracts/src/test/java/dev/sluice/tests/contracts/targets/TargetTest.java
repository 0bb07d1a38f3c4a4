package dev.sluice.tests.contracts.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What PutTargets takes, and what each kind of target gets.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Targets</a>
 */
class TargetTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    private Rule rule() {
        return lab.rule(lab.bus(), ALL);
    }

    @Test
    @Line("B.8")
    void aTargetIdOfOtherCharactersIsRefusedWithItsPattern() {
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target -> target.id("!@#$@!#$").arn(lab.arn("sqs", "any")))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy"
                                + " constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+"));
    }

    @Test
    @Line("B.8")
    void aTargetHasOneKindOfInput() {
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target ->
                        target.id("t").arn(lab.arn("sqs", "any")).input("{}").inputPath("$.detail"))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "Only one of Input, InputPath, or InputTransformer must be provided for target t."));
    }

    @Test
    @Line("B.8")
    void aTemplateNamesOnlyItsOwnVariablesAndReservedOnes() {
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target -> target.id("t")
                        .arn(lab.arn("sqs", "any"))
                        .inputTransformer(input ->
                                input.inputPathsMap(Map.of("known", "$.id")).inputTemplate("\"<known> <unknown>\"")))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "InputTemplate for target t contains invalid placeholder unknown."));
        assertThat(Refusal.of(() -> rule.target(target -> target.id("t")
                                .arn(lab.arn("sqs", "any"))
                                .inputTransformer(input -> input.inputPathsMap(Map.of("AWS.x", "$.id"))
                                        .inputTemplate("\"any\""))))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("B.8")
    void aTargetThatIsPutAgainIsReplaced() {
        Rule rule = rule();
        rule.target(target -> target.id("t").arn(lab.arn("sqs", "one")));
        PutTargetsResponse again = rule.target(target -> target.id("t").arn(lab.arn("sqs", "two")));
        assertThat(again.failedEntryCount()).isZero();
        assertThat(again.hasFailedEntries()).isTrue();
        assertThat(again.failedEntries()).isEmpty();
        assertThat(lab.events()
                        .listTargetsByRule(r -> r.rule(rule.name()).eventBusName(rule.bus()))
                        .targets())
                .extracting(Target::arn)
                .containsExactly(lab.arn("sqs", "two"));
    }

    @Test
    @Line("B.14")
    void aRetryPolicyIsWithinItsBounds() {
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(lab.arn("sqs", "any"))
                                .retryPolicy(policy -> policy.maximumRetryAttempts(186))))
                        .message())
                .contains("Member must have value less than or equal to 185");
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(lab.arn("sqs", "any"))
                                .retryPolicy(policy -> policy.maximumEventAgeInSeconds(59))))
                        .message())
                .contains("Member must have value greater than or equal to 60");
    }

    @Test
    @Line("B.10")
    void aFifoQueueNeedsAGroupWhichAPathMayName() {
        Queue fifo = lab.queue(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target -> target.id("t").arn(fifo.arn())))
                        .code())
                .isEqualTo("ValidationException");
        rule.target(target ->
                target.arn(fifo.arn()).sqsParameters(parameters -> parameters.messageGroupId("$.detail.customer")));
        lab.put(rule.bus(), "{\"customer\":\"c-7\"}");
        Message message = fifo.take(1).get(0);
        assertThat(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .isEqualTo("c-7");
    }

    @Test
    @Line({"B.9", "B.10"})
    void aLogGroupGetsTheEventAsMessageAndItsTimeAsTimestamp() {
        String group = "/aws/events/" + Lab.name("group");
        String policy = Lab.name("policy");
        lab.logs().createLogGroup(r -> r.logGroupName(group));
        lab.later(() -> lab.logs().deleteLogGroup(r -> r.logGroupName(group)));
        lab.logs()
                .putResourcePolicy(r -> r.policyName(policy)
                        .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{"
                                        + "\"Service\":[\"events.amazonaws.com\",\"delivery.logs.amazonaws.com\"]},\"Action\":["
                                        + "\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\""
                                        + lab.arn("logs", "log-group:/aws/events/*:*") + "\"}]}"));
        lab.later(() -> lab.logs().deleteResourcePolicy(r -> r.policyName(policy)));
        Rule rule = rule();
        rule.target(target -> target.arn(lab.arn("logs", "log-group:" + group)));
        String id = lab.put(rule.bus(), "{\"n\":1}");
        Lab.soon()
                .until(() -> !lab.logs()
                        .filterLogEvents(r -> r.logGroupName(group))
                        .events()
                        .isEmpty());
        FilteredLogEvent event =
                lab.logs().filterLogEvents(r -> r.logGroupName(group)).events().get(0);
        assertThat(Json.of(event.message()).path("id").asText()).isEqualTo(id);
        assertThat(java.time.Instant.ofEpochMilli(event.timestamp()))
                .isEqualTo(Json.of(event.message()).path("time").asText());
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(lab.arn("logs", "log-group:" + group))
                                .inputPath("$.detail")))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line("B.8")
    void anArnThatIsNoneAndAnInputThatIsNoJsonAreNamed() {
        Rule rule = rule();
        assertThat(Refusal.of(() -> rule.target(target -> target.arn("test-bucket"))))
                .isEqualTo(Refusal.of(
                        400,
                        "ValidationException",
                        "Parameter test-bucket is not valid. Reason: Provided Arn is not in correct format."));
        assertThat(Refusal.of(() -> rule.target(
                        target -> target.id("t").arn(lab.arn("sqs", "any")).input("not json"))))
                .isEqualTo(Refusal.of(400, "ValidationException", "JSON syntax error in input for target t."));
    }

    @Test
    @Line("B.8")
    void theRuleIsLookedForBeforeItsTargets() {
        String none = Lab.name("none");
        assertThat(Refusal.of(() -> lab.events()
                        .putTargets(r -> r.rule(none)
                                .targets(Target.builder()
                                        .id("t")
                                        .arn("test-bucket")
                                        .build()))))
                .isEqualTo(Refusal.of(
                        400, "ResourceNotFoundException", "Rule " + none + " does not exist on EventBus default."));
    }
}
