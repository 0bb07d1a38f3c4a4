package dev.sluice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @Test
    void aChunkHoldsNoMoreThanItMayAndTheOrderStays() {
        assertThat(Chunks.of(List.of(1, 2, 3, 4, 5), 2)).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(Chunks.of(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
        assertThat(Chunks.of(List.of(), 2)).isEmpty();
    }

    @Test
    void bytesCountAndWhatIsTooLargeByItselfIsAlone() {
        assertThat(Chunks.of(List.of(4, 6, 1, 20, 3), 10, 10, one -> one))
                .containsExactly(List.of(4, 6), List.of(1), List.of(20), List.of(3));
    }
}
