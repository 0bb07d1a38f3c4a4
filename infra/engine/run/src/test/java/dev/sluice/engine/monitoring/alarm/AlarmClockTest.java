package dev.sluice.engine.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.resource.Properties;
import dev.sluice.engine.cfn.resource.Resource;
import dev.sluice.engine.cfn.resource.Stack;
import dev.sluice.engine.cfn.template.TemplateException;
import dev.sluice.engine.cfn.types.CloudWatchAlarm;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.monitoring.MonitoringService;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.testing.TestKernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms of a template, over minutes that pass at once. */
class AlarmClockTest {

    private static final String FAILED =
            "{\"AlarmName\":\"failed\",\"Namespace\":\"AWS/Events\",\"MetricName\":\"FailedInvocations\","
                    + "\"Dimensions\":[{\"Name\":\"RuleName\",\"Value\":\"audit\"}],\"Statistic\":\"Sum\",\"Period\":60,"
                    + "\"EvaluationPeriods\":1,\"Threshold\":0,\"ComparisonOperator\":\"GreaterThanThreshold\","
                    + "\"TreatMissingData\":\"notBreaching\"%s}";

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private Kernel kernel;
    private MonitoringService service;
    private Stack stack;

    @BeforeEach
    void open() {
        kernel = TestKernel.open(folder, time);
        service = new MonitoringService(kernel);
        kernel.aws().register(service);
        service.start();
        stack = new Stack("sluice", kernel, Path::of);
    }

    @AfterEach
    void close() {
        service.close();
        kernel.store().close();
    }

    private Resource put(String more) {
        return new CloudWatchAlarm()
                .put(
                        stack,
                        "Failed",
                        new Properties(
                                (ObjectNode) Json.parseTrusted(FAILED.formatted(more)),
                                "/Resources/Failed/Properties"));
    }

    private JsonNode alarm() {
        return stack.call("monitoring", "DescribeAlarms", Json.object())
                .path("MetricAlarms")
                .path(0);
    }

    @Test
    void anAlarmRisesWithinAMinuteAndFallsWhenNothingMoreHappens() {
        Resource resource = put("");
        assertThat(alarm().path("StateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
        time.advance(Duration.ofMinutes(1).plusSeconds(5));
        assertThat(alarm().path("StateValue").asText()).isEqualTo("OK");
        kernel.metrics().record(new Metric("AWS/Events", "FailedInvocations", Map.of("RuleName", "other")), 1);
        time.advance(Duration.ofMinutes(1));
        assertThat(alarm().path("StateValue").asText()).isEqualTo("OK");
        kernel.metrics().record(new Metric("AWS/Events", "FailedInvocations", Map.of("RuleName", "audit")), 3);
        time.advance(Duration.ofMinutes(1));
        assertThat(alarm().path("StateValue").asText()).isEqualTo("ALARM");
        assertThat(alarm().path("StateReason").asText())
                .isEqualTo(
                        "Threshold Crossed: 1 out of the last 1 datapoints [3.0] was greater than the threshold (0.0)"
                                + " (minimum 1 datapoint for OK -> ALARM transition).");
        put("");
        assertThat(alarm().path("StateValue").asText())
                .as("the template applied again")
                .isEqualTo("ALARM");
        time.advance(Duration.ofMinutes(4));
        assertThat(alarm().path("StateValue").asText()).isEqualTo("OK");
        new CloudWatchAlarm().remove(stack, resource);
        new CloudWatchAlarm().remove(stack, resource);
        assertThat(alarm().isMissingNode()).isTrue();
    }

    @Test
    void whatTheEngineCannotJudgeIsAnErrorAtStart() {
        assertThatThrownBy(() -> put(",\"Metrics\":[{\"Id\":\"e\",\"Expression\":\"a/b\"}]"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("/Resources/Failed/Properties/Metrics");
        assertThatThrownBy(() -> put(",\"ExtendedStatistic\":\"p99\"")).isInstanceOf(TemplateException.class);
    }
}
