package dev.sluice.engine.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.monitoring.data.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two tables of AWS's page "How CloudWatch alarms treat missing data"; the alarm is in ALARM before, where it matters. */
class EvaluationTest {

    private static Alarm alarm(int datapoints, String treat) {
        return new Alarm(
                "000000000000",
                "a",
                "",
                true,
                Map.of(),
                "N",
                "M",
                Map.of(),
                Statistic.Sum,
                "",
                60,
                3,
                datapoints,
                1,
                Comparison.GreaterThanThreshold,
                treat,
                0,
                new Alarm.State("RETAINED", "", "", 0, 0));
    }

    private static String judge(int datapoints, String treat, String points) {
        List<Double> newest = new ArrayList<>();
        for (int i = points.length() - 1; i >= 0 && newest.size() < 3; i--) {
            if (points.charAt(i) != '-') {
                newest.add(points.charAt(i) == 'X' ? 2.0 : 0.0);
            }
        }
        return Evaluation.judge(alarm(datapoints, treat), newest);
    }

    @ParameterizedTest
    @CsvSource({
        "0-X-X, OK, OK, OK, OK",
        "0----, OK, OK, OK, OK",
        "-----, INSUFFICIENT_DATA, RETAINED, ALARM, OK",
        "0XX-X, ALARM, ALARM, ALARM, ALARM",
        "--X--, ALARM, RETAINED, ALARM, OK"
    })
    void threeOutOfThree(String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(judge(3, "missing", points)).isEqualTo(missing);
        assertThat(judge(3, "ignore", points)).isEqualTo(ignore);
        assertThat(judge(3, "breaching", points)).isEqualTo(breaching);
        assertThat(judge(3, "notBreaching", points)).isEqualTo(notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "0-X-X, ALARM, ALARM, ALARM, ALARM",
        "00X0X, ALARM, ALARM, ALARM, ALARM",
        "0-X--, OK, OK, ALARM, OK",
        "----0, OK, OK, ALARM, OK",
        "---X-, ALARM, RETAINED, ALARM, OK"
    })
    void twoOutOfThree(String points, String missing, String ignore, String breaching, String notBreaching) {
        assertThat(judge(2, "missing", points)).isEqualTo(missing);
        assertThat(judge(2, "ignore", points)).isEqualTo(ignore);
        assertThat(judge(2, "breaching", points)).isEqualTo(breaching);
        assertThat(judge(2, "notBreaching", points)).isEqualTo(notBreaching);
    }

    @ParameterizedTest
    @CsvSource({
        "GreaterThanThreshold, false, true",
        "GreaterThanOrEqualToThreshold, true, true",
        "LessThanThreshold, false, false",
        "LessThanOrEqualToThreshold, true, false"
    })
    void comparisons(Comparison comparison, boolean atThreshold, boolean above) {
        assertThat(comparison.breaches(1, 1)).isEqualTo(atThreshold);
        assertThat(comparison.breaches(2, 1)).isEqualTo(above);
    }
}
