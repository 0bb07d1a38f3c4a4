package dev.sluice.engine.monitoring.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Metric math, over {@code a} = 1, 2, 3 and {@code b} = 10, none, 30 at the times 0, 60 and 120.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric math</a>
 */
class ExpressionTest {

    private static final Value.Series A = new Value.Series(new TreeMap<>(Map.of(0L, 1.0, 60L, 2.0, 120L, 3.0)));
    private static final Value.Series B = new Value.Series(new TreeMap<>(Map.of(0L, 10.0, 120L, 30.0)));
    private static final TreeSet<Long> TIMES = new TreeSet<>(List.of(0L, 60L, 120L));

    private static Value evaluate(String text) {
        return Expression.evaluate(text, id -> id.equals("a") ? A : B, List.of(A, B), TIMES);
    }

    private static String show(Value value) {
        if (value instanceof Value.Scalar scalar) {
            return Double.toString(scalar.number());
        } else if (value instanceof Value.Many many) {
            return many.series().stream().map(ExpressionTest::show).toList().toString();
        }
        return ((Value.Series) value).points().toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a + b                 | {0=11.0, 120=33.0}
            a + 1                 | {0=2.0, 60=3.0, 120=4.0}
            10 - a * 2            | {0=8.0, 60=6.0, 120=4.0}
            (10 - a) * 2          | {0=18.0, 60=16.0, 120=14.0}
            -a ^ 2                | {0=1.0, 60=4.0, 120=9.0}
            b / (a - 1)           | {120=15.0}
            8 / 4 / 2             | 1.0
            1 - 2 - 3             | -4.0
            1.5e1 + .5            | 15.5
            SUM(a)                | 6.0
            AVG(a)                | 2.0
            MIN(b)                | 10.0
            MAX(b)                | 30.0
            100 * a / SUM(a)      | {0=16.666666666666668, 60=33.333333333333336, 120=50.0}
            SUM([a,b])            | {0=11.0, 60=2.0, 120=33.0}
            AVG(METRICS())        | {0=5.5, 60=2.0, 120=16.5}
            MAX([a, b])           | {0=10.0, 60=2.0, 120=30.0}
            FILL(b, 0)            | {0=10.0, 60=0.0, 120=30.0}
            FILL(b, a)            | {0=10.0, 60=2.0, 120=30.0}
            FILL(b, REPEAT)       | {0=10.0, 60=10.0, 120=30.0}
            FILL(METRICS(), 7)    | [{0=1.0, 60=2.0, 120=3.0}, {0=10.0, 60=7.0, 120=30.0}]
            a > 1                 | {0=0.0, 60=1.0, 120=1.0}
            IF(a > 1, a)          | {60=2.0, 120=3.0}
            IF(a > 1, a, -1)      | {0=-1.0, 60=2.0, 120=3.0}
            IF(a > 1 AND a < 3, 5, b) | {0=10.0, 60=5.0, 120=30.0}
            IF(a == 1 OR a >= 3, 1, 0) | {0=1.0, 60=0.0, 120=1.0}
            METRICS() * 2         | [{0=2.0, 60=4.0, 120=6.0}, {0=20.0, 120=60.0}]
            """)
    void anExpressionComesTo(String expression, String value) {
        assertThat(show(evaluate(expression))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a +          | ends too early
            a b          | unexpected b
            (a           | expected ) at the end
            SUM(a        | expected , at the end
            SUM()        | takes arguments
            SUM(1)       | takes time series
            AVG(a, b)    | takes 1 argument
            RATE(a)      | no function RATE
            IF(a)        | two or three
            [a, 1]       | Several time series
            a $ b        | unexpected $
            .            | unexpected .
            a + .        | unexpected .
            1..2         | unexpected .
            a.b          | unexpected .
            """)
    void whatIsNoneIsRefusedWithTheReason(String expression, String reason) {
        assertThatThrownBy(() -> evaluate(expression))
                .isInstanceOf(MathException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void nestingHasItsLimit() {
        assertThatThrownBy(() -> evaluate("(".repeat(1_000) + "a")).hasMessageContaining("too deeply");
        assertThatThrownBy(() -> evaluate("-".repeat(1_000) + "a")).hasMessageContaining("too deeply");
    }
}
