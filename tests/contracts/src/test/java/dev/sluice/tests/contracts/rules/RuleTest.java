package dev.sluice.tests.contracts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * Rules and their life.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html">PutRule</a>
 */
class RuleTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    @Test
    @Line("B.1")
    void theArnNamesTheBusUnlessItIsTheDefaultOne() {
        String bus = lab.bus();
        Rule own = lab.rule(bus, ALL);
        assertThat(own.arn()).isEqualTo(lab.arn("events", "rule/" + bus + "/" + own.name()));
        Rule plain = lab.rule("default", "{\"source\":[\"never\"]}");
        assertThat(plain.arn()).isEqualTo(lab.arn("events", "rule/" + plain.name()));
    }

    @Test
    @Line("B.1")
    void aRuleThatIsPutAgainKeepsItsTargets() {
        String bus = lab.bus();
        Rule rule = lab.rule(bus, ALL);
        Queue queue = lab.queue();
        rule.target(target -> target.id("queue").arn(queue.arn()));
        lab.events().putRule(r -> r.name(rule.name()).eventBusName(bus).eventPattern("{\"source\":[\"other\"]}"));
        assertThat(lab.events()
                        .listTargetsByRule(r -> r.rule(rule.name()).eventBusName(bus))
                        .targets())
                .extracting(Target::id)
                .containsExactly("queue");
        assertThat(lab.events()
                        .describeRule(r -> r.name(rule.name()).eventBusName(bus))
                        .eventPattern())
                .isEqualTo("{\"source\":[\"other\"]}");
    }

    @Test
    @Line("B.1")
    void aDisabledRuleMatchesNothingUntilItIsEnabled() {
        String bus = lab.bus();
        Rule rule = lab.rule(bus, ALL);
        Queue queue = lab.queue();
        Queue witness = lab.listen(bus, ALL);
        rule.target(target -> target.arn(queue.arn()));
        lab.events().disableRule(r -> r.name(rule.name()).eventBusName(bus));
        assertThat(lab.events()
                        .describeRule(r -> r.name(rule.name()).eventBusName(bus))
                        .state())
                .isEqualTo(RuleState.DISABLED);
        lab.put(bus, "{\"n\":1}");
        witness.take(1);
        lab.events().enableRule(r -> r.name(rule.name()).eventBusName(bus));
        lab.put(bus, "{\"n\":2}");
        assertThat(queue.takeBody()).contains("\"detail\":{\"n\":2}");
    }

    @Test
    @Line("B.1")
    void whatIsRefusedIsRefusedInAWSsWords() {
        String bus = lab.bus();
        String none = Lab.name("none");
        assertThat(Refusal.of(() -> lab.events().describeRule(r -> r.name(none).eventBusName(bus))))
                .isEqualTo(Refusal.of(
                        400, "ResourceNotFoundException", "Rule " + none + " does not exist on EventBus " + bus + "."));
        assertThat(Refusal.of(() ->
                        lab.events().putRule(r -> r.name(none).eventBusName(bus).scheduleExpression("rate(1 minute)"))))
                .isEqualTo(Refusal.of(
                        400, "ValidationException", "ScheduleExpression is supported only on the default event bus."));
        Rule rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(lab.arn("sqs", none)));
        assertThat(Refusal.of(
                        () -> lab.events().deleteRule(r -> r.name(rule.name()).eventBusName(bus))))
                .isEqualTo(Refusal.of(400, "ValidationException", "Rule can't be deleted since it has targets."));
    }

    @Test
    @Line("B.2")
    void aRuleHasAtMostFiveTargets() {
        Rule rule = lab.rule(lab.bus(), ALL);
        for (int i = 0; i < 5; i++) {
            rule.target(target -> target.arn(lab.arn("sqs", "any")));
        }
        assertThat(Refusal.of(() -> rule.target(target -> target.arn(lab.arn("sqs", "any")))))
                .isEqualTo(Refusal.of(
                        400, "LimitExceededException", "The requested resource exceeds the maximum number allowed."));
    }

    @Test
    @Line("B.1")
    void aPatternIsAtMost2048CharactersLong() {
        String bus = lab.bus();
        String fits = "{\"source\":[\"" + "x".repeat(2048 - "{'source':['']}".length()) + "\"]}";
        lab.rule(bus, fits);
        assertThat(Refusal.of(() -> lab.rule(bus, fits.replace("[", "[ "))).status())
                .isEqualTo(400);
    }

    @Test
    @Line("B.1")
    void tagsOfARuleThatIsPutAgainAreIgnored() {
        String bus = lab.bus();
        String name = Lab.name("tagged");
        for (String value : List.of("first", "second")) {
            lab.events()
                    .putRule(r -> r.name(name)
                            .eventBusName(bus)
                            .eventPattern(ALL)
                            .tags(Tag.builder().key("k").value(value).build()));
        }
        lab.later(() -> lab.events().deleteRule(r -> r.name(name).eventBusName(bus)));
        assertThat(lab.events()
                        .listTagsForResource(r -> r.resourceARN(lab.arn("events", "rule/" + bus + "/" + name)))
                        .tags())
                .extracting(Tag::value)
                .containsExactly("first");
    }
}
