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
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Events that a target could not get.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
class DeadLetterTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }

    @Test
    @Line({"B.9", "B.15"})
    void aQueueWithoutPermissionIsNotTriedAgain() {
        Rule rule = lab.rule(lab.bus(), ALL);
        Queue shut = lab.queue(Map.of(
                "Policy",
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"Service\":"
                        + "\"events.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}"));
        Queue dead = lab.queue();
        rule.target(target -> target.arn(shut.arn()).deadLetterConfig(config -> config.arn(dead.arn())));
        String id = lab.put(rule.bus(), "{\"n\":1}");
        Message letter = dead.take(1).get(0);
        assertThat(Json.of(letter.body()).path("id").asText()).isEqualTo(id);
        assertThat(attribute(letter, "RULE_ARN")).isEqualTo(rule.arn());
        assertThat(attribute(letter, "TARGET_ARN")).isEqualTo(shut.arn());
        assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("NO_PERMISSIONS");
        assertThat(attribute(letter, "ERROR_MESSAGE")).isNotEmpty();
        assertThat(attribute(letter, "RETRY_ATTEMPTS")).isIn("", "0");
        assertThat(attribute(letter, "EXHAUSTED_RETRY_CONDITION")).isEmpty();
    }

    @Test
    @Line({"B.14", "B.15"})
    void aQueueThatIsGoneIsNotTriedAgain() {
        Rule rule = lab.rule(lab.bus(), ALL);
        Queue dead = lab.queue();
        String gone = lab.arn("sqs", Lab.name("gone"));
        rule.target(target -> target.arn(gone).deadLetterConfig(config -> config.arn(dead.arn())));
        lab.put(rule.bus(), "{}");
        Message letter = dead.take(1).get(0);
        assertThat(attribute(letter, "ERROR_CODE")).isEqualTo("NO_RESOURCE");
        assertThat(attribute(letter, "TARGET_ARN")).isEqualTo(gone);
    }

    @Test
    @Line("B.15")
    void aFifoQueueIsNoDeadLetterQueueOfATarget() {
        Rule rule = lab.rule(lab.bus(), ALL);
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(lab.arn("sqs", "any"))
                                .deadLetterConfig(config -> config.arn(lab.arn("sqs", "dead.fifo")))))
                        .code())
                .isEqualTo("ValidationException");
    }

    @Test
    @Line({"B.15", "A.10", "0.6"})
    void anEventOfAnotherBusIsNotPassedOnOnceMore() {
        String third = lab.bus();
        String second = lab.bus();
        String first = lab.bus();
        String role = lab.role("events.amazonaws.com", "events:PutEvents");
        Queue dead = lab.queue();
        Queue onSecond = lab.listen(second, ALL);
        lab.rule(first, ALL)
                .target(target ->
                        target.arn(lab.arn("events", "event-bus/" + second)).roleArn(role));
        lab.rule(second, ALL)
                .target(target -> target.arn(lab.arn("events", "event-bus/" + third))
                        .roleArn(role)
                        .deadLetterConfig(config -> config.arn(dead.arn())));
        lab.put(first, "{}");
        onSecond.take(1);
        assertThat(attribute(dead.take(1).get(0), "ERROR_CODE")).isEqualTo("THIRD_ACCOUNT_HOP_DETECTED");
    }
}
