package dev.sluice.tests.contracts.observed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Json;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Queue;
import dev.sluice.tests.contracts.cloud.Refusal;
import dev.sluice.tests.contracts.cloud.Rule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.IncludeDetail;
import software.amazon.awssdk.services.eventbridge.model.Level;
import software.amazon.awssdk.services.eventbridge.model.LogConfig;

/**
 * What a bus logs, and how its records get to a log group.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html">Log schema</a>
 */
class BusLogTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";

    private String logging(Level level, IncludeDetail detail) {
        String bus = Lab.name("bus");
        lab.events().createEventBus(request -> request.name(bus).logConfig(config(level, detail)));
        lab.later(() -> lab.events().deleteEventBus(request -> request.name(bus)));
        return bus;
    }

    private static LogConfig config(Level level, IncludeDetail detail) {
        return LogConfig.builder().level(level).includeDetail(detail).build();
    }

    private String source(String bus, String type) {
        String name = Lab.name("source");
        lab.logs()
                .putDeliverySource(r -> r.name(name)
                        .resourceArn(lab.arn("events", "event-bus/" + bus))
                        .logType(type));
        lab.later(() -> lab.logs().deleteDeliverySource(r -> r.name(name)));
        return name;
    }

    /** A log group that gets all that the bus logs. */
    private String group(String bus) {
        String group = "/aws/vendedlogs/events/event-bus/" + bus;
        lab.logs().createLogGroup(r -> r.logGroupName(group));
        lab.later(() -> lab.logs().deleteLogGroup(r -> r.logGroupName(group)));
        String name = Lab.name("destination");
        String destination = lab.logs()
                .putDeliveryDestination(r -> r.name(name)
                        .deliveryDestinationConfiguration(
                                c -> c.destinationResourceArn(lab.arn("logs", "log-group:" + group))))
                .deliveryDestination()
                .arn();
        lab.later(() -> lab.logs().deleteDeliveryDestination(r -> r.name(name)));
        for (String type : List.of("ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS")) {
            String source = source(bus, type);
            String id = lab.logs()
                    .createDelivery(r -> r.deliverySourceName(source).deliveryDestinationArn(destination))
                    .delivery()
                    .id();
            lab.later(() -> lab.logs().deleteDelivery(r -> r.id(id)));
        }
        return group;
    }

    private List<JsonNode> records(String group) {
        return lab.logs().filterLogEvents(r -> r.logGroupName(group)).events().stream()
                .filter(event -> event.logStreamName().equals("EventBridgeEventBusLogs"))
                .map(event -> Json.of(event.message()))
                .toList();
    }

    /** Waits for a record of the last step, and answers all. */
    private List<JsonNode> until(String group, String step) {
        Lab.soon()
                .until(() ->
                        records(group).stream().anyMatch(record -> type(record).equals(step)));
        return records(group);
    }

    private static String type(JsonNode record) {
        return record.path("message_type").asText();
    }

    private static Set<String> types(List<JsonNode> records) {
        return records.stream().map(BusLogTest::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode of(List<JsonNode> records, String step) {
        return records.stream()
                .filter(record -> type(record).equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + " is not in " + types(records)));
    }

    @Test
    @Line("I.3")
    void aTraceTellsEachStepOfAnEventWithItsDetail() {
        String bus = logging(Level.TRACE, IncludeDetail.FULL);
        String group = group(bus);
        Queue queue = lab.queue();
        Rule rule = lab.rule(bus, ALL);
        rule.target(target -> target.arn(queue.arn()));
        String id = lab.put(bus, "{\"n\":1}");
        queue.takeBody();
        List<JsonNode> records = until(group, "INVOCATION_SUCCESS");
        assertThat(types(records))
                .contains(
                        "EVENT_RECEIPT",
                        "EVENT_INGEST_SUCCESS",
                        "RULE_MATCH_START",
                        "RULE_MATCH",
                        "INVOCATION_START",
                        "INVOCATION_ATTEMPT_START",
                        "INVOCATION_ATTEMPT_SUCCESS",
                        "INVOCATION_SUCCESS");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("resource_arn").asText()).isEqualTo(lab.arn("events", "event-bus/" + bus));
            assertThat(record.path("event_id").asText()).isEqualTo(id);
            assertThat(record.path("message_timestamp_ms").asLong()).isPositive();
        });
        JsonNode ingest = of(records, "EVENT_INGEST_SUCCESS");
        assertThat(ingest.path("log_level").asText()).isEqualTo("INFO");
        assertThat(ingest.at("/details/caller_account_id").asText()).isEqualTo(lab.account());
        assertThat(ingest.at("/details/source").asText()).isEqualTo("shop");
        assertThat(ingest.at("/details/detail_type").asText()).isEqualTo("order");
        assertThat(ingest.at("/details/event_detail").asText()).isEqualTo("{\"n\":1}");
        JsonNode match = of(records, "RULE_MATCH");
        assertThat(match.at("/details/rule_arn").asText()).isEqualTo(rule.arn());
        assertThat(match.at("/details/target_arns/0").asText()).isEqualTo(queue.arn());
        JsonNode success = of(records, "INVOCATION_SUCCESS");
        assertThat(success.path("invocation_id").asText())
                .isNotEmpty()
                .isEqualTo(match.at("/details/invocation_ids/0").asText());
        assertThat(success.at("/details/target_arn").asText()).isEqualTo(queue.arn());
        assertThat(success.at("/details/total_attempts").asInt()).isEqualTo(1);
        assertThat(success.at("/details/ingestion_to_success_latency_ms").isNumber())
                .isTrue();
        assertThat(success.at("/details/target_input").asText()).contains(id);
        assertThat(success.has("error")).isFalse();
    }

    @Test
    @Line("I.3")
    void informationTellsNoStepsBetweenAndNoDetail() {
        String bus = logging(Level.INFO, IncludeDetail.NONE);
        String group = group(bus);
        lab.put(bus, "{\"n\":1}");
        List<JsonNode> records = until(group, "NO_STANDARD_RULES_MATCHED");
        assertThat(types(records)).containsExactly("EVENT_INGEST_SUCCESS", "NO_STANDARD_RULES_MATCHED");
        JsonNode ingest = of(records, "EVENT_INGEST_SUCCESS");
        assertThat(ingest.at("/details/source").asText()).isEqualTo("shop");
        assertThat(ingest.path("details").has("event_detail")).isFalse();
    }

    @Test
    @Line("I.3")
    void errorsTellFailuresOnlyAndWhyAndWhereTheEventEnded() {
        String bus = logging(Level.ERROR, IncludeDetail.NONE);
        String group = group(bus);
        Queue closed = lab.queue(java.util.Map.of("Policy", ""));
        Queue dead = lab.queue();
        lab.rule(bus, ALL).target(target -> target.arn(closed.arn()).deadLetterConfig(d -> d.arn(dead.arn())));
        lab.put(bus, "{\"n\":1}");
        dead.takeBody();
        List<JsonNode> records = until(group, "INVOCATION_DLQ");
        assertThat(types(records)).containsExactly("INVOCATION_ATTEMPT_PERMANENT_FAILURE", "INVOCATION_DLQ");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("log_level").asText()).isEqualTo("ERROR");
            assertThat(record.at("/error/error_message").asText()).isNotEmpty();
            assertThat(record.at("/error/aws_service").asText()).isNotEmpty();
            assertThat(record.path("details").has("target_input")).isFalse();
        });
        assertThat(of(records, "INVOCATION_ATTEMPT_PERMANENT_FAILURE")
                        .at("/details/attempt_type")
                        .asText())
                .isEqualTo("FIRST");
    }

    @Test
    @Line("I.3")
    void aBusLogsNothingUnlessToldAndShowsWhatItWasTold() {
        String bus = lab.bus();
        String group = group(bus);
        lab.put(bus, "{\"n\":1}");
        lab.events().updateEventBus(r -> r.name(bus).logConfig(config(Level.INFO, IncludeDetail.FULL)));
        DescribeEventBusResponse described = lab.events().describeEventBus(r -> r.name(bus));
        assertThat(described.logConfig()).isEqualTo(config(Level.INFO, IncludeDetail.FULL));
        String logged = lab.put(bus, "{\"n\":2}");
        assertThat(until(group, "EVENT_INGEST_SUCCESS"))
                .allSatisfy(
                        record -> assertThat(record.path("event_id").asText()).isEqualTo(logged));
    }

    @Test
    @Line("I.3")
    void aBusHasOneSourceForEachKindOfItsLogs() {
        String bus = lab.bus();
        String source = source(bus, "INFO_LOGS");
        var shown = lab.logs().getDeliverySource(r -> r.name(source)).deliverySource();
        assertThat(shown.service()).isEqualTo("events");
        assertThat(shown.resourceArns()).containsExactly(lab.arn("events", "event-bus/" + bus));
        assertThat(shown.arn()).isEqualTo(lab.arn("logs", "delivery-source:" + source));
        assertThat(Refusal.of(() -> source(bus, "INFO_LOGS")).code()).isEqualTo("ConflictException");
        assertThat(Refusal.of(() -> source(bus, "ACCESS_LOGS")).code()).isEqualTo("ValidationException");
        assertThat(Refusal.of(() -> source("sluice-contract-missing", "INFO_LOGS"))
                        .code())
                .isEqualTo("ResourceNotFoundException");
    }
}
