package dev.sluice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlotTest {

    private static final Line LINE =
            new Line("p99", List.of(new Line.Point(1, 2), new Line.Point(10, 20), new Line.Point(100, 40)));

    @Test
    void eachPointIsInThePictureAndTheLineIsNamed() {
        String svg = Plot.logarithmic("Latency & load", "events/s", "ms", List.of(LINE));
        assertThat(svg).contains("Latency &amp; load", ">p99<", ">events/s<", ">ms<");
        assertThat(svg.split("<circle", -1)).hasSize(4);
    }

    @Test
    void aLogarithmicAxisPutsTheMiddleOfADecadeInTheMiddle() {
        Axis axis = Axis.logarithmic(new double[] {1, 100}, 0, 200);
        assertThat(axis.at(10)).isEqualTo(100, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(axis.ticks()).containsExactly(1.0, 10.0, 100.0);
        assertThat(axis.at(0)).isZero();
    }

    @Test
    void aLinearAxisBeginsAtZeroAndEndsAboveAllValues() {
        Axis axis = Axis.linear(new double[] {37, 312}, 300, 0);
        assertThat(axis.at(0)).isEqualTo(300);
        assertThat(axis.at(312)).isPositive();
        assertThat(axis.ticks()).hasSizeBetween(3, 8);
    }

    @Test
    void whatIsAllZeroCanBeDrawn() {
        Line flat = new Line("flat", List.of(new Line.Point(0, 0)));
        assertThat(Plot.linear("flat", "s", "MB", List.of(flat))).doesNotContain("NaN");
        assertThat(Plot.logarithmic("flat", "s", "MB", List.of(flat))).doesNotContain("NaN");
    }
}
