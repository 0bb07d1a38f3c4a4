package dev.sluice.tests.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Refusal;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * What a policy may say about the rules that it allows someone to create.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html">Condition keys</a>
 */
class ConditionTest extends Contract {

    private EventBridgeClient allowed(String action, String condition) {
        return lab.eventsAs(lab.roleWith(
                "{\"AWS\":\"arn:aws:iam::" + lab.account() + ":root\"}",
                "{\"Effect\":\"Allow\",\"Action\":\"events:" + action + "\",\"Resource\":\"*\",\"Condition\":"
                        + condition + "}"));
    }

    @Test
    @Line("A.13")
    void aPolicyMayForceASourceIntoThePattern() {
        String bus = lab.bus();
        String name = Lab.name("rule");
        try (EventBridgeClient events = allowed(
                "PutRule",
                "{\"Null\":{\"events:source\":\"false\"},\"ForAllValues:StringEquals\":{\"events:source\":[\"a\",\"b\"]},"
                        + "\"StringEquals\":{\"events:creatorAccount\":\"" + lab.account() + "\"}}")) {
            events.putRule(r -> r.name(name).eventBusName(bus).eventPattern("{\"source\":[\"a\",\"b\"]}"));
            lab.later(() -> lab.events().deleteRule(r -> r.name(name).eventBusName(bus)));
            for (String pattern : new String[] {"{\"source\":[\"a\",\"c\"]}", "{\"detail-type\":[\"a\"]}"}) {
                assertThat(Refusal.of(() -> events.putRule(
                                        r -> r.name(name).eventBusName(bus).eventPattern(pattern)))
                                .code())
                        .isEqualTo("AccessDeniedException");
            }
        }
    }
}
