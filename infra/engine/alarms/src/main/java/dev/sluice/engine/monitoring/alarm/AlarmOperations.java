package dev.sluice.engine.monitoring.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.monitoring.data.Read;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Map;

/** PutMetricAlarm, DescribeAlarms and their kin. */
public final class AlarmOperations {

    private static final int MOST = 5_000;
    private static final int PAGE = 100;
    private static final TextConstraint STATE = TextConstraint.oneOf(Alarm.OK, Alarm.ALARM, Alarm.INSUFFICIENT);
    private static final TextConstraint REASON = TextConstraint.length(0, 1_023);
    private static final TextConstraint DATA = TextConstraint.length(0, 4_000);
    private static final TextConstraint PREFIX = TextConstraint.length(1, 1_024);

    private final Kernel kernel;
    private final Alarms alarms;

    public AlarmOperations(Kernel kernel, Alarms alarms) {
        this.kernel = kernel;
        this.alarms = alarms;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PutMetricAlarm", this::put,
                "DescribeAlarms", this::describe,
                "DescribeAlarmsForMetric", this::describeForMetric,
                "DeleteAlarms", this::delete,
                "SetAlarmState", this::set,
                "EnableAlarmActions", request -> actions(request, "EnableAlarmActions", true),
                "DisableAlarmActions", request -> actions(request, "DisableAlarmActions", false));
    }

    private Response put(Request request) {
        Members members = new Members(request.input());
        String account = request.caller().account();
        String name = members.required("AlarmName", Read.NAME);
        members.check();
        allow(request, "PutMetricAlarm", name);
        long now = kernel.time().now().toEpochMilli();
        synchronized (alarms) {
            if (alarms.find(account, name).isEmpty() && alarms.of(account).size() >= MOST) {
                throw AwsException.of("LimitExceededFault", "The quota of " + MOST + " alarms has been exceeded.");
            }
            Alarm.State state = alarms.find(account, name)
                    .map(Alarm::state)
                    .orElse(new Alarm.State(Alarm.INSUFFICIENT, "Unchecked: Initial alarm creation", "", now, now));
            alarms.put(AlarmInput.read(new Members(request.input()), account, now, state));
        }
        return Response.empty();
    }

    private Response describe(Request request) {
        Members members = new Members(request.input());
        List<String> names = members.texts("AlarmNames", Read.NAME);
        String prefix = members.text("AlarmNamePrefix", Read.NAME).orElse("");
        String state = members.text("StateValue", STATE).orElse("");
        String action = members.text("ActionPrefix", PREFIX).orElse("");
        String after = members.text("NextToken", PREFIX).orElse("");
        int limit = members.number("MaxRecords", 1, PAGE).orElse(PAGE);
        List<String> types = members.texts("AlarmTypes", PREFIX);
        members.check();
        allow(request, "DescribeAlarms", "*");
        if (!names.isEmpty() && !prefix.isEmpty()) {
            throw AwsException.validation("AlarmNamePrefix and AlarmNames cannot both be specified.");
        }
        List<Alarm> found = alarms.of(request.caller().account()).stream()
                .filter(alarm -> types.isEmpty() || types.contains("MetricAlarm"))
                .filter(alarm -> names.isEmpty() || names.contains(alarm.name()))
                .filter(alarm -> alarm.name().startsWith(prefix))
                .filter(alarm -> state.isEmpty() || alarm.state().value().equals(state))
                .filter(alarm -> action.isEmpty()
                        || alarm.actions().values().stream()
                                .anyMatch(arns -> arns.stream().anyMatch(arn -> arn.startsWith(action))))
                .filter(alarm -> alarm.name().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.object();
        answer.putArray("CompositeAlarms");
        ArrayNode page = answer.putArray("MetricAlarms");
        found.stream().limit(limit).forEach(alarm -> page.add(view(alarm)));
        if (found.size() > limit) {
            answer.put("NextToken", found.get(limit - 1).name());
        }
        return Response.of(answer);
    }

    private Response describeForMetric(Request request) {
        Members members = new Members(request.input());
        String namespace = members.required("Namespace", Read.NAMESPACE);
        Metric metric = new Metric(namespace, members.required("MetricName", Read.NAME), Read.dimensions(members));
        members.check();
        allow(request, "DescribeAlarmsForMetric", "*");
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("MetricAlarms");
        alarms.of(request.caller().account()).stream()
                .filter(alarm -> alarm.metric().equals(metric))
                .forEach(alarm -> list.add(view(alarm)));
        return Response.of(answer);
    }

    private Response delete(Request request) {
        for (Alarm alarm : named(request, "DeleteAlarms")) {
            alarms.remove(alarm);
        }
        return Response.empty();
    }

    private Response set(Request request) {
        Members members = new Members(request.input());
        String name = members.required("AlarmName", Read.NAME);
        String value = members.required("StateValue", STATE);
        String reason = members.required("StateReason", REASON);
        String data = members.text("StateReasonData", DATA).orElse("");
        members.check();
        allow(request, "SetAlarmState", name);
        alarms.state(require(request, name), value, reason, data);
        return Response.empty();
    }

    private Response actions(Request request, String action, boolean enabled) {
        synchronized (alarms) {
            named(request, action).forEach(alarm -> alarms.put(alarm.withActions(enabled)));
        }
        return Response.empty();
    }

    /** All or nothing: one unknown name fails the request. */
    private List<Alarm> named(Request request, String action) {
        Members members = new Members(request.input());
        List<String> names = members.texts("AlarmNames", Read.NAME);
        members.check();
        if (names.size() > PAGE) {
            throw AwsException.validation("The collection AlarmNames must not have a size greater than " + PAGE + ".");
        }
        names.forEach(name -> allow(request, action, name));
        return names.stream().map(name -> require(request, name)).toList();
    }

    private Alarm require(Request request, String name) {
        return alarms.find(request.caller().account(), name)
                .orElseThrow(() -> AwsException.of("ResourceNotFound", 404, "Unknown alarm: " + name));
    }

    private void allow(Request request, String action, String name) {
        kernel.access()
                .require(
                        request.caller(),
                        "cloudwatch:" + action,
                        alarms.arn(request.caller().account(), name));
    }

    private ObjectNode view(Alarm alarm) {
        return AlarmView.of(alarm, alarms.arn(alarm.account(), alarm.name()));
    }
}
