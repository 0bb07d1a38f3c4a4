package dev.sluice.engine.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.sluice.engine.testing.RunningEngine;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** CloudWatch over HTTP: as the AWS SDK for Java speaks it (query), and in JSON and CBOR as other clients do. */
class SdkTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper CBOR = new CBORMapper();
    private static final Dimension RULE =
            Dimension.builder().name("RuleName").value("audit").build();

    @TempDir
    Path data;

    private RunningEngine engine;
    private CloudWatchClient client;
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        client = engine.client(CloudWatchClient.builder());
        client.putMetricData(r -> r.namespace("Test")
                .metricData(
                        datum(minute, 2, 4), datum(minute.minusSeconds(60), 10), datum(minute.minusSeconds(120), 1)));
    }

    @AfterEach
    void stop() {
        client.close();
        engine.close();
    }

    private static MetricDatum datum(Instant at, double... values) {
        MetricDatum.Builder datum =
                MetricDatum.builder().metricName("Calls").dimensions(RULE).timestamp(at);
        return values.length == 1
                ? datum.value(values[0]).build()
                : datum.values(java.util.Arrays.stream(values).boxed().toList()).build();
    }

    @Test
    void dataPointsAreReadBackByStatisticAndPeriod() {
        List<Datapoint> points = client.getMetricStatistics(r -> r.namespace("Test")
                        .metricName("Calls")
                        .dimensions(RULE)
                        .startTime(minute.minusSeconds(120))
                        .endTime(minute.plusSeconds(60))
                        .period(60)
                        .statistics(Statistic.SUM, Statistic.AVERAGE, Statistic.SAMPLE_COUNT, Statistic.MAXIMUM))
                .datapoints();
        assertThat(points).extracting(Datapoint::sum).containsExactly(1.0, 10.0, 6.0);
        assertThat(points.get(2).average()).isEqualTo(3.0);
        assertThat(points.get(2).timestamp()).isEqualTo(minute);
        MetricDataQuery query = MetricDataQuery.builder()
                .id("m1")
                .metricStat(s -> s.period(60)
                        .stat("Sum")
                        .metric(m -> m.namespace("Test").metricName("Calls").dimensions(RULE)))
                .build();
        MetricDataResult result = client.getMetricData(r -> r.metricDataQueries(query)
                        .scanBy(ScanBy.TIMESTAMP_DESCENDING)
                        .startTime(minute.minusSeconds(120))
                        .endTime(minute.plusSeconds(60)))
                .metricDataResults()
                .get(0);
        assertThat(result.values()).containsExactly(6.0, 10.0, 1.0);
        assertThat(result.timestamps().get(0)).isEqualTo(minute);
        assertThat(client
                        .getMetricDataPaginator(r -> r.metricDataQueries(query)
                                .maxDatapoints(2)
                                .startTime(minute.minusSeconds(120))
                                .endTime(minute.plusSeconds(60)))
                        .stream()
                        .map(page -> page.metricDataResults().get(0).values()))
                .containsExactly(List.of(6.0, 10.0), List.of(1.0));
    }

    @Test
    void percentilesAndUnitsAreTold() {
        client.putMetricData(r -> r.namespace("Test")
                .metricData(MetricDatum.builder()
                        .metricName("Took")
                        .timestamp(minute)
                        .unit(StandardUnit.MILLISECONDS)
                        .values(10.0, 20.0, 1000.0)
                        .counts(90.0, 9.0, 1.0)
                        .build()));
        Datapoint point = took(r -> r.extendedStatistics("p50", "p95", "p99.9")).get(0);
        assertThat(point.unit()).isEqualTo(StandardUnit.MILLISECONDS);
        assertThat(point.extendedStatistics().get("p50")).isBetween(9.9, 10.1);
        assertThat(point.extendedStatistics().get("p95")).isBetween(19.8, 20.2);
        assertThat(point.extendedStatistics().get("p99.9")).isBetween(990.0, 1000.0);
        assertThat(took(r -> r.statistics(Statistic.SUM).unit(StandardUnit.BYTES)))
                .isEmpty();
        assertThatThrownBy(() -> took(r -> r.extendedStatistics("tm90")))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("percentiles such as p99.9");
        assertThatThrownBy(() -> client.putMetricData(r -> r.namespace("Test")
                        .metricData(MetricDatum.builder()
                                .metricName("Took")
                                .value(1.0)
                                .unit("Parsecs")
                                .build())))
                .isInstanceOf(CloudWatchException.class)
                .hasMessageContaining("Unit is invalid");
    }

    private List<Datapoint> took(java.util.function.Consumer<GetMetricStatisticsRequest.Builder> more) {
        GetMetricStatisticsRequest.Builder request = GetMetricStatisticsRequest.builder()
                .namespace("Test")
                .metricName("Took")
                .startTime(minute)
                .endTime(minute.plusSeconds(60))
                .period(60);
        more.accept(request);
        return client.getMetricStatistics(request.build()).datapoints();
    }

    @Test
    void expressionsAreEvaluatedOverOtherQueries() {
        List<MetricDataResult> results = math(
                hidden(query("a", 60, "Sum")),
                hidden(query("b", 60, "SampleCount")),
                expression("rate", "twice / 2 / b"),
                hidden(expression("twice", "a * 2")),
                expression("filled", "FILL(IF(a > 5, a), 0)"));
        assertThat(results).extracting(MetricDataResult::id).containsExactly("rate", "filled");
        assertThat(results.get(0).label()).isEqualTo("rate");
        assertThat(results.get(0).values()).containsExactly(3.0, 10.0, 1.0);
        assertThat(results.get(1).values()).containsExactly(6.0, 10.0, 0.0);
        for (String wrong : List.of("a +", "SUM(a)", "RATE(a)", "other", "SELECT AVG(x) FROM y")) {
            assertThatThrownBy(() -> math(hidden(query("a", 60, "Sum")), expression("e", wrong)))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            CloudWatchException.class,
                            e -> assertThat(e.statusCode()).isEqualTo(400));
        }
        assertThat(math(expression("e", "e + 1"))).as("a circle").isEmpty();
    }

    private List<MetricDataResult> math(MetricDataQuery... queries) {
        return client.getMetricData(r -> r.metricDataQueries(queries)
                        .startTime(minute.minusSeconds(120))
                        .endTime(minute.plusSeconds(60)))
                .metricDataResults();
    }

    private static MetricDataQuery expression(String id, String expression) {
        return MetricDataQuery.builder().id(id).expression(expression).build();
    }

    private static MetricDataQuery hidden(MetricDataQuery query) {
        return query.toBuilder().returnData(false).build();
    }

    /** Recorded against AWS: where the queries differ, the default labels differ. */
    @Test
    void labelsTellTheQueriesApart() {
        assertThat(labels(60, "Sum", 60, "Maximum")).containsExactly("Calls Sum", "Calls Maximum");
        assertThat(labels(60, "Sum", 30, "Sum")).containsExactly("Calls 60", "Calls 30");
        assertThat(labels(60, "Sum", 30, "Minimum")).containsExactly("Calls Sum 60", "Calls Minimum 30");
        assertThat(labels(60, "Sum", 60, "Sum")).containsExactly("Calls", "Calls");
    }

    private List<String> labels(int period, String statistic, int otherPeriod, String otherStatistic) {
        return client
                .getMetricData(
                        r -> r.metricDataQueries(query("a", period, statistic), query("b", otherPeriod, otherStatistic))
                                .startTime(minute.minusSeconds(120))
                                .endTime(minute.plusSeconds(60)))
                .metricDataResults()
                .stream()
                .map(MetricDataResult::label)
                .toList();
    }

    private static MetricDataQuery query(String id, int period, String statistic) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.period(period)
                        .stat(statistic)
                        .metric(m -> m.namespace("Test").metricName("Calls").dimensions(RULE)))
                .build();
    }

    @Test
    void metricsAreListedByWhatTheyAre() {
        assertThat(client.listMetrics(r -> r.namespace("Test")
                                .dimensions(DimensionFilter.builder()
                                        .name("RuleName")
                                        .build()))
                        .metrics())
                .hasSize(1)
                .allSatisfy(metric -> assertThat(metric.dimensions()).containsExactly(RULE));
        assertThat(client.listMetrics(r -> r.dimensions(DimensionFilter.builder()
                                .name("RuleName")
                                .value("other")
                                .build()))
                        .metrics())
                .isEmpty();
    }

    @Test
    void anAlarmIsKeptDescribedSetAndDeleted() {
        client.putMetricAlarm(r -> r.alarmName("calls")
                .namespace("Test")
                .metricName("Calls")
                .dimensions(RULE)
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(5.0)
                .alarmActions("arn:aws:sns:us-east-1:000000000000:t")
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        client.setAlarmState(
                r -> r.alarmName("calls").stateValue(StateValue.ALARM).stateReason("a drill"));
        client.disableAlarmActions(r -> r.alarmNames("calls"));
        client.close();
        engine.close();
        engine = RunningEngine.empty(data);
        client = engine.client(CloudWatchClient.builder());
        MetricAlarm alarm = client.describeAlarms(r -> r.stateValue(StateValue.ALARM))
                .metricAlarms()
                .get(0);
        assertThat(alarm.alarmArn()).isEqualTo("arn:aws:cloudwatch:us-east-1:000000000000:alarm:calls");
        assertThat(alarm.stateReason()).isEqualTo("a drill");
        assertThat(alarm.threshold()).isEqualTo(5.0);
        assertThat(alarm.actionsEnabled()).isFalse();
        assertThat(alarm.datapointsToAlarm())
                .as("what was not given is not shown")
                .isNull();
        assertThat(alarm.treatMissingData()).isNull();
        assertThat(alarm.stateUpdatedTimestamp()).isAfter(minute.minusSeconds(1));
        client.deleteAlarms(r -> r.alarmNames("calls"));
        assertThat(client.describeAlarms().metricAlarms()).isEmpty();
    }

    @Test
    void errorsHaveTheNamesOfTheQueryProtocol() {
        assertThatThrownBy(() -> client.setAlarmState(
                        r -> r.alarmName("none").stateValue(StateValue.OK).stateReason("x")))
                .isInstanceOfSatisfying(CloudWatchException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ResourceNotFound");
                })
                .isNotInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() ->
                        client.putMetricData(r -> r.namespace("AWS/Events").metricData(datum(minute, 1))))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue"));
        assertThatThrownBy(() -> client.putMetricAlarm(r -> r.alarmName("p99")
                        .namespace("Test")
                        .metricName("Calls")
                        .extendedStatistic("p99")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(1.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)))
                .hasMessageContaining("This engine does not evaluate alarms with ExtendedStatistic");
    }

    @Test
    void theCommandLineSpeaksJson() throws Exception {
        HttpResponse<byte[]> response = engine.wire()
                .send(
                        "monitoring",
                        "POST",
                        "/",
                        Map.of(
                                "Content-Type",
                                "application/x-amz-json-1.0",
                                "X-Amz-Target",
                                "GraniteServiceVersion20100801.GetMetricStatistics"),
                        statistics().getBytes(StandardCharsets.UTF_8));
        assertThat(response.headers().firstValue("content-type")).hasValue("application/x-amz-json-1.0");
        JsonNode point = JSON.readTree(response.body()).path("Datapoints").path(2);
        assertThat(point.path("Timestamp").asLong()).isEqualTo(minute.getEpochSecond());
        assertThat(point.path("Sum").asDouble()).isEqualTo(6);
    }

    private String statistics() {
        return "{\"Namespace\":\"Test\",\"MetricName\":\"Calls\",\"Dimensions\":[{\"Name\":\"RuleName\",\"Value\":\"audit\"}],"
                + "\"StartTime\":" + (minute.getEpochSecond() - 120) + ",\"EndTime\":" + (minute.getEpochSecond() + 60)
                + ",\"Period\":60,\"Statistics\":[\"Sum\"]}";
    }

    @Test
    void currentSdksOfOtherLanguagesSpeakCbor() throws Exception {
        HttpResponse<byte[]> response =
                cbor("GetMetricStatistics", CBOR.writeValueAsBytes(JSON.readTree(statistics())));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("smithy-protocol")).hasValue("rpc-v2-cbor");
        JsonNode point = CBOR.readTree(response.body()).path("Datapoints").path(2);
        assertThat(point.path("Timestamp").asDouble()).isEqualTo(minute.getEpochSecond());
        // A timestamp must carry tag 1, which Jackson's reader skips.
        assertThat(new String(response.body(), StandardCharsets.ISO_8859_1)).contains("iTimestamp\u00c1\u00fb");
        HttpResponse<byte[]> refused =
                cbor("DeleteAlarms", CBOR.writeValueAsBytes(JSON.readTree("{\"AlarmNames\":[\"none\"]}")));
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(CBOR.readTree(refused.body()).path("__type").asText()).isEqualTo("ResourceNotFound");
        assertThat(refused.headers().firstValue("x-amzn-query-error")).hasValue("ResourceNotFound;Sender");
        assertThat(cbor("Nothing", new byte[0]).statusCode()).isEqualTo(404);
        assertThat(cbor("ListMetrics", new byte[] {(byte) 0xbf, 0x61}).statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<byte[]> cbor(String operation, byte[] body) {
        return engine.wire()
                .send(
                        "monitoring",
                        "POST",
                        "/service/GraniteServiceVersion20100801/operation/" + operation,
                        Map.of(
                                "smithy-protocol", "rpc-v2-cbor",
                                "Content-Type", "application/cbor",
                                "Accept", "application/cbor"),
                        body);
    }

    @Test
    void prometheusReadsTotalsWithoutASignature() {
        HttpResponse<byte[]> response = engine.wire()
                .send(HttpRequest.newBuilder(engine.wire().url().resolve("/_sluice/metrics"))
                        .build());
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains(
                        "# TYPE test_calls summary",
                        "test_calls_sum{rule_name=\"audit\"} 17.0",
                        "test_calls_count{rule_name=\"audit\"} 4");
    }
}
