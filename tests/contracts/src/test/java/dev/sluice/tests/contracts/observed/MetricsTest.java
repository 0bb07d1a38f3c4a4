package dev.sluice.tests.contracts.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * The metrics of buses and pipes, under AWS's names. CloudWatch itself shows them after minutes, so that only the engine is asked.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html">Monitoring EventBridge</a>
 */
class MetricsTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    @BeforeEach
    void metricsComeInTime() {
        boolean engine = cloud.toString().contains("engine");
        if (!engine) {
            System.out.println("SKIPPED: the contract of metrics on " + cloud + ", which shows them after minutes");
        }
        Assumptions.assumeTrue(engine, "metrics come after minutes");
    }

    private List<Datapoint> points(String namespace, String name, Map<String, String> dimensions) {
        Instant now = Instant.now();
        return lab.metrics()
                .getMetricStatistics(r -> r.namespace(namespace)
                        .metricName(name)
                        .dimensions(dimensions.entrySet().stream()
                                .map(d -> Dimension.builder()
                                        .name(d.getKey())
                                        .value(d.getValue())
                                        .build())
                                .toList())
                        .startTime(now.minus(Duration.ofMinutes(10)))
                        .endTime(now.plus(Duration.ofMinutes(2)))
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT))
                .datapoints();
    }

    private double sum(String namespace, String name, Map<String, String> dimensions) {
        return points(namespace, name, dimensions).stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }

    @Test
    @Line("I.1")
    void aRuleOfABusOfOnesOwnCountsByBusAndRule() {
        String bus = lab.bus();
        Queue queue = lab.queue();
        Rule rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(queue.arn()));
        lab.put(bus, "{\"n\":1}");
        lab.put(bus, "{\"n\":2}");
        queue.take(2);
        Map<String, String> dimensions = Map.of("EventBusName", bus, "RuleName", rule.name());
        for (String name : List.of(
                "MatchedEvents",
                "TriggeredRules",
                "Invocations",
                "InvocationAttempts",
                "SuccessfulInvocationAttempts")) {
            Lab.soon()
                    .untilAsserted(() -> assertThat(sum("AWS/Events", name, dimensions))
                            .as(name)
                            .isEqualTo(2));
            assertThat(points("AWS/Events", name, dimensions))
                    .as(name)
                    .allSatisfy(point -> assertThat(point.unit()).isEqualTo(StandardUnit.COUNT));
        }
        assertThat(points("AWS/Events", "IngestionToInvocationSuccessLatency", dimensions))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.unit()).isEqualTo(StandardUnit.MILLISECONDS));
        assertThat(points("AWS/Events", "FailedInvocations", dimensions)).isEmpty();
    }

    @Test
    @Line("I.1")
    void aFailureCountsOnceAndSoDoesItsDeadLetter() {
        String bus = lab.bus();
        Queue closed = lab.queue(Map.of("Policy", ""));
        Queue dead = lab.queue();
        Rule rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(closed.arn()).deadLetterConfig(d -> d.arn(dead.arn())));
        lab.put(bus, "{\"n\":1}");
        dead.takeBody();
        Map<String, String> dimensions = Map.of("EventBusName", bus, "RuleName", rule.name());
        for (String name : List.of("FailedInvocations", "InvocationsSentToDlq")) {
            Lab.soon()
                    .untilAsserted(() -> assertThat(sum("AWS/Events", name, dimensions))
                            .as(name)
                            .isEqualTo(1));
        }
    }

    @Test
    @Line("I.1")
    void percentilesAndRatiosOfMetricsCanBeAskedFor() {
        String bus = lab.bus();
        Queue queue = lab.queue();
        Rule rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(queue.arn()));
        lab.put(bus, "{\"n\":1}");
        queue.takeBody();
        Lab.soon()
                .untilAsserted(() -> assertThat(lab.metrics()
                                .getMetricData(r -> r.startTime(Instant.now().minus(Duration.ofMinutes(10)))
                                        .endTime(Instant.now().plus(Duration.ofMinutes(2)))
                                        .metricDataQueries(
                                                query("attempts", rule, "InvocationAttempts", "Sum"),
                                                query("successes", rule, "SuccessfulInvocationAttempts", "Sum"),
                                                query("late", rule, "IngestionToInvocationSuccessLatency", "p99"),
                                                MetricDataQuery.builder()
                                                        .id("ratio")
                                                        .expression("100 * successes / attempts")
                                                        .build()))
                                .metricDataResults())
                        .allSatisfy(result -> assertThat(result.values()).isNotEmpty())
                        .filteredOn(result -> result.id().equals("ratio"))
                        .singleElement()
                        .satisfies(ratio -> assertThat(ratio.values()).containsOnly(100.0)));
    }

    private static MetricDataQuery query(String id, Rule rule, String metric, String statistic) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.period(60)
                        .stat(statistic)
                        .metric(m -> m.namespace("AWS/Events")
                                .metricName(metric)
                                .dimensions(
                                        Dimension.builder()
                                                .name("EventBusName")
                                                .value(rule.bus())
                                                .build(),
                                        Dimension.builder()
                                                .name("RuleName")
                                                .value(rule.name())
                                                .build())))
                .build();
    }

    @Test
    @Line("I.2")
    void aPipeCountsItsInvocationsAndEvents() {
        Queue from = lab.queue();
        Queue to = lab.queue();
        String name = Lab.name("pipe");
        String role = lab.role("pipes.amazonaws.com", "sqs:*");
        lab.pipes()
                .createPipe(r -> r.name(name).roleArn(role).source(from.arn()).target(to.arn()));
        lab.later(() -> lab.pipes().deletePipe(r -> r.name(name)));
        from.send("{\"n\":1}");
        to.takeBody();
        Map<String, String> dimensions = Map.of("PipeName", name);
        for (String metric : List.of("Invocations", "EventCount")) {
            Lab.soon()
                    .untilAsserted(() -> assertThat(sum("AWS/EventBridge/Pipes", metric, dimensions))
                            .as(metric)
                            .isEqualTo(1));
        }
        assertThat(points("AWS/EventBridge/Pipes", "Duration", dimensions))
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.unit()).isEqualTo(StandardUnit.MILLISECONDS));
        assertThat(points("AWS/EventBridge/Pipes", "EventSize", dimensions))
                .allSatisfy(point -> assertThat(point.unit()).isEqualTo(StandardUnit.BYTES));
        assertThat(points("AWS/EventBridge/Pipes", "ExecutionFailed", dimensions))
                .isEmpty();
    }
}
