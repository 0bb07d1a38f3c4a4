package dev.sluice.runtime.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HalvesTest {

    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> alone = new ArrayList<>();
    private int requests;

    @Test
    void whatIsRefusedIsAloneAndTheRestIsDone() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();
        Halves.each(
                all,
                this::refuseSevenAndFifty,
                IllegalArgumentException.class::isInstance,
                (one, why) -> alone.add(one));
        assertThat(alone).containsExactly(7, 50);
        assertThat(done).hasSize(98).doesNotContain(7, 50);
        assertThat(requests).isLessThan(40);
    }

    @Test
    void oneRequestIsEnoughIfNothingIsRefusedAndNoneIfThereIsNothing() {
        Halves.each(List.of(1, 2), this::refuseSevenAndFifty, failure -> true, (one, why) -> alone.add(one));
        Halves.each(List.<Integer>of(), this::refuseSevenAndFifty, failure -> true, (one, why) -> alone.add(one));
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void aServiceThatIsNotThereIsNotAskedAgain() {
        assertThatThrownBy(() -> Halves.each(
                        List.of(6, 7, 8), this::refuseSevenAndFifty, failure -> false, (one, why) -> alone.add(one)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(requests).isEqualTo(1);
        assertThat(alone).isEmpty();
    }

    private void refuseSevenAndFifty(List<Integer> some) {
        requests++;
        if (some.contains(7) || some.contains(50)) {
            throw new IllegalArgumentException("refused");
        }
        done.addAll(some);
    }
}
