package dev.sluice.engine.monitoring.alarm;

import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.monitoring.data.Statistic;
import java.util.List;
import java.util.Map;

/**
 * An alarm on one metric.
 *
 * @param actions ARNs by the state that calls for them
 * @param period seconds
 * @param datapointsToAlarm 0 if not given: then as many as there are evaluation periods
 * @param treatMissingData breaching, notBreaching, ignore or missing; empty if not given: then {@code missing}
 * @param configured epoch milliseconds
 */
record Alarm(
        String account,
        String name,
        String description,
        boolean actionsEnabled,
        Map<String, List<String>> actions,
        String namespace,
        String metricName,
        Map<String, String> dimensions,
        Statistic statistic,
        String unit,
        int period,
        int evaluationPeriods,
        int datapointsToAlarm,
        double threshold,
        Comparison comparison,
        String treatMissingData,
        long configured,
        State state) {

    /**
     * What was last found.
     *
     * @param updated when the state was last written, epoch milliseconds
     * @param transitioned when its value last changed, epoch milliseconds
     */
    record State(String value, String reason, String reasonData, long updated, long transitioned) {}

    static final String OK = "OK";
    static final String ALARM = "ALARM";
    static final String INSUFFICIENT = "INSUFFICIENT_DATA";

    /** How many data points must breach. */
    int needed() {
        return datapointsToAlarm == 0 ? evaluationPeriods : datapointsToAlarm;
    }

    Metric metric() {
        return new Metric(namespace, metricName, dimensions);
    }

    String id() {
        return account + "/" + name;
    }

    Alarm with(State now) {
        return new Alarm(
                account,
                name,
                description,
                actionsEnabled,
                actions,
                namespace,
                metricName,
                dimensions,
                statistic,
                unit,
                period,
                evaluationPeriods,
                datapointsToAlarm,
                threshold,
                comparison,
                treatMissingData,
                configured,
                now);
    }

    Alarm withActions(boolean enabled) {
        return new Alarm(
                account,
                name,
                description,
                enabled,
                actions,
                namespace,
                metricName,
                dimensions,
                statistic,
                unit,
                period,
                evaluationPeriods,
                datapointsToAlarm,
                threshold,
                comparison,
                treatMissingData,
                configured,
                state);
    }
}
