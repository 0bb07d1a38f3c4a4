package dev.sluice.engine.monitoring.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.monitoring.data.Read;
import dev.sluice.engine.monitoring.data.Statistic;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads PutMetricAlarm. What the engine does not judge by is refused, not ignored. */
final class AlarmInput {

    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, 1_024);
    private static final TextConstraint ARN = TextConstraint.length(1, 1_024);
    private static final TextConstraint STATISTIC = TextConstraint.oneOf(
            Arrays.stream(Statistic.values()).map(Enum::name).toArray(String[]::new));
    private static final TextConstraint COMPARISON = TextConstraint.oneOf(
            Arrays.stream(Comparison.values()).map(Enum::name).toArray(String[]::new));
    private static final TextConstraint MISSING =
            TextConstraint.oneOf("breaching", "notBreaching", "ignore", "missing");
    private static final TextConstraint UNIT = TextConstraint.length(1, 32);
    private static final List<String> REFUSED = List.of(
            "Metrics",
            "ThresholdMetricId",
            "ExtendedStatistic",
            "EvaluationCriteria",
            "EvaluationWindow",
            "WarmUpConfiguration");
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    private AlarmInput() {}

    static Alarm read(Members members, String account, long now, Alarm.State state) {
        for (String refused : REFUSED) {
            JsonNode given = members.node().path(refused);
            if (given.isTextual() || !given.isEmpty()) {
                throw AwsException.validation("This engine does not evaluate alarms with " + refused
                        + ": it knows one metric, one of its statistics and a threshold.");
            }
        }
        String name = members.required("AlarmName", Read.NAME);
        String statistic = members.required("Statistic", STATISTIC);
        String comparison = members.required("ComparisonOperator", COMPARISON);
        if (!members.has("Threshold")) {
            members.missing("Threshold");
        }
        if (!members.has("EvaluationPeriods")) {
            members.missing("EvaluationPeriods");
        }
        int periods = members.number("EvaluationPeriods", 1, DAY).orElse(1);
        int toAlarm = members.number("DatapointsToAlarm", 1, periods).orElse(0);
        JsonNode enabled = members.node().path("ActionsEnabled");
        int period = Read.period(members);
        if ((long) period * periods > (period >= 3_600 ? WEEK : DAY)) {
            throw AwsException.validation("Metrics cannot be checked across more than a day ("
                    + "EvaluationPeriods * Period must be <= 86400).");
        }
        double threshold = Read.number(members, "Threshold").orElse(0);
        Alarm alarm = new Alarm(
                account,
                name,
                members.text("AlarmDescription", DESCRIPTION).orElse(""),
                enabled.isMissingNode() || enabled.asBoolean(),
                Map.of(
                        Alarm.OK, members.texts("OKActions", ARN),
                        Alarm.ALARM, members.texts("AlarmActions", ARN),
                        Alarm.INSUFFICIENT, members.texts("InsufficientDataActions", ARN)),
                members.required("Namespace", Read.NAMESPACE),
                members.required("MetricName", Read.NAME),
                Read.dimensions(members),
                Statistic.valueOf(statistic),
                members.text("Unit", UNIT).orElse(""),
                period,
                periods,
                toAlarm,
                threshold,
                Comparison.valueOf(comparison),
                members.text("TreatMissingData", MISSING).orElse(""),
                now,
                state);
        members.check();
        return alarm;
    }
}
