package dev.sluice.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void itIsTheMiddleOneWhateverTheOrder() {
        assertThat(new Median().add(9).add(1).add(5).value()).isEqualTo(5);
    }

    @Test
    void ofAnEvenNumberItIsTheMeanOfTheMiddleTwo() {
        assertThat(new Median().add(4).add(100).add(1).add(2).value()).isEqualTo(3);
    }

    @Test
    void ofNothingItIsZero() {
        assertThat(new Median().value()).isZero();
    }
}
