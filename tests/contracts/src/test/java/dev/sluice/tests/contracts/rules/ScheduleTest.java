package dev.sluice.tests.contracts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;

/**
 * Rules that go by the clock.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Schedule
 *     expressions</a>
 */
class ScheduleTest extends Contract {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minute)",
                "rate(5 hours)",
                "cron(0 2 ? * SAT#3 *)",
                "cron(15 10 ? * 6L 2002-2005)",
                "cron(0/5 8-17 ? * MON-FRI *)",
                "cron(0 0 LW * ? *)",
                "cron(0 0 15W JAN,jul ? *)"
            })
    @Line("B.1")
    void aScheduleIsTakenAndShown(String expression) {
        String name = Lab.name("schedule");
        lab.events().putRule(r -> r.name(name).scheduleExpression(expression).state("DISABLED"));
        lab.later(() -> lab.events().deleteRule(r -> r.name(name)));
        DescribeRuleResponse described = lab.events().describeRule(r -> r.name(name));
        assertThat(described.scheduleExpression()).isEqualTo(expression);
        assertThat(described.eventPattern()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minutes)",
                "rate(10 minute)",
                "rate(10 seconds)",
                "rate(0 minutes)",
                "rate(10 MINUTES)",
                " rate(10 minutes)",
                "cron(0 1 * * * *)",
                "cron(7 20 * * NOT *)",
                "cron(71 8 1 * ? *)",
                "cron(INVALID)"
            })
    @Line("B.1")
    void anExpressionThatIsNoneIsRefused(String expression) {
        assertThat(Refusal.of(
                        () -> lab.events().putRule(r -> r.name(Lab.name("none")).scheduleExpression(expression))))
                .isEqualTo(Refusal.of(400, "ValidationException", "Parameter ScheduleExpression is not valid."));
    }
}
