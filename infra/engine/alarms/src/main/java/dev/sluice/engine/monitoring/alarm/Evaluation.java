package dev.sluice.engine.monitoring.alarm;

import java.util.List;

/**
 * Judges an alarm by its most recent data points: a pure function, after AWS's tables of how missing data is treated.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">How CloudWatch alarms treat missing data</a>
 */
final class Evaluation {

    /** How many extra periods an alarm looks back for data points; AWS does not document the number. */
    static final int LOOK_BACK = 2;

    private Evaluation() {}

    /** @param newest the data points that there are, newest first, at most {@code EvaluationPeriods} of them */
    static String judge(Alarm alarm, List<Double> newest) {
        int breaching = (int) newest.stream()
                .filter(value -> alarm.comparison().breaches(value, alarm.threshold()))
                .count();
        int missing = alarm.evaluationPeriods() - newest.size();
        int needed = alarm.needed();
        return switch (alarm.treatMissingData()) {
            case "breaching" -> breaching + missing >= needed ? Alarm.ALARM : Alarm.OK;
            case "notBreaching" -> breaching >= needed ? Alarm.ALARM : Alarm.OK;
            case "ignore" ->
                breaching >= needed
                        ? Alarm.ALARM
                        : newest.size() > breaching ? Alarm.OK : alarm.state().value();
            default ->
                newest.isEmpty()
                        ? Alarm.INSUFFICIENT
                        : breaching >= Math.min(needed, newest.size()) ? Alarm.ALARM : Alarm.OK;
        };
    }

    /** Why, in AWS's words. */
    static String reason(Alarm alarm, String verdict, List<Double> newest) {
        if (newest.isEmpty()) {
            return verdict.equals(Alarm.INSUFFICIENT)
                    ? "Insufficient Data: " + alarm.evaluationPeriods() + " datapoints were unknown."
                    : "Threshold Crossed: no datapoints were received for " + alarm.evaluationPeriods()
                            + " periods and " + alarm.evaluationPeriods() + " missing datapoints were treated as ["
                            + (alarm.treatMissingData().equals("breaching") ? "Breaching" : "NonBreaching") + "].";
        }
        boolean crossed = verdict.equals(Alarm.ALARM);
        return "Threshold Crossed: " + newest.size() + " out of the last " + alarm.evaluationPeriods() + " datapoints "
                + newest + (newest.size() == 1 ? " was " : " were ") + (crossed ? "" : "not ")
                + alarm.comparison().words() + " the threshold (" + alarm.threshold() + ") (minimum "
                + alarm.needed() + " datapoint" + (alarm.needed() == 1 ? "" : "s") + " for "
                + (crossed ? "OK -> ALARM" : "ALARM -> OK") + " transition).";
    }
}
