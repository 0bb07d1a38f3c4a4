package dev.sluice.engine.monitoring.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.monitoring.data.ListMetrics;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.time.Timestamp;
import java.time.Instant;
import java.util.List;

/** An alarm as DescribeAlarms shows it. */
final class AlarmView {

    private AlarmView() {}

    static ObjectNode of(Alarm alarm, String arn) {
        ObjectNode view = Json.object().put("AlarmName", alarm.name()).put("AlarmArn", arn);
        if (!alarm.description().isEmpty()) {
            view.put("AlarmDescription", alarm.description());
        }
        view.set("AlarmConfigurationUpdatedTimestamp", at(alarm.configured()));
        view.put("ActionsEnabled", alarm.actionsEnabled());
        view.set("OKActions", actions(alarm, Alarm.OK));
        view.set("AlarmActions", actions(alarm, Alarm.ALARM));
        view.set("InsufficientDataActions", actions(alarm, Alarm.INSUFFICIENT));
        state(view, alarm.state());
        view.put("MetricName", alarm.metricName())
                .put("Namespace", alarm.namespace())
                .put("Statistic", alarm.statistic().name());
        view.set("Dimensions", ListMetrics.dimensions(alarm.dimensions()));
        if (!alarm.unit().isEmpty()) {
            view.put("Unit", alarm.unit());
        }
        view.put("Period", alarm.period())
                .put("EvaluationPeriods", alarm.evaluationPeriods())
                .put("Threshold", alarm.threshold())
                .put("ComparisonOperator", alarm.comparison().name());
        if (alarm.datapointsToAlarm() > 0) {
            view.put("DatapointsToAlarm", alarm.datapointsToAlarm());
        }
        return alarm.treatMissingData().isEmpty() ? view : view.put("TreatMissingData", alarm.treatMissingData());
    }

    private static void state(ObjectNode view, Alarm.State state) {
        view.put("StateValue", state.value()).put("StateReason", state.reason());
        if (!state.reasonData().isEmpty()) {
            view.put("StateReasonData", state.reasonData());
        }
        view.set("StateUpdatedTimestamp", at(state.updated()));
        view.set("StateTransitionedTimestamp", at(state.transitioned()));
    }

    private static ArrayNode actions(Alarm alarm, String state) {
        ArrayNode list = Json.array();
        alarm.actions().getOrDefault(state, List.of()).forEach(list::add);
        return list;
    }

    private static com.fasterxml.jackson.databind.JsonNode at(long millis) {
        return Timestamp.node(Instant.ofEpochMilli(millis));
    }
}
