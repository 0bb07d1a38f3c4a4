package dev.sluice.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.report.Line;
import dev.sluice.bench.report.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {

    /** Warms up to 20 MB of heap, stays there, and writes 500 bytes an event. */
    private final Growth growth = new Growth(looks());

    private static List<Growth.Look> looks() {
        List<Growth.Look> looks = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            looks.add(new Growth.Look(i, 1_000L * i, Math.min(20, 4 * i), 100, 0.5 * i));
        }
        return looks;
    }

    @Test
    void whatStandsStillOnceItIsWarmDoesNotGrow() {
        assertThat(growth.slope(Growth.Look::heapMegabytes)).isZero();
    }

    @Test
    void whatGrowsGrowsByTheEvent() {
        assertThat(growth.slope(Growth.Look::fileMegabytes) * 1e6).isEqualTo(500, within(0.001));
        assertThat(growth.into(new Result("memory")).value("files grow by an event"))
                .isEqualTo(500, within(0.001));
    }

    @Test
    void everyLookIsInThePicture() {
        assertThat(growth.into(new Result("memory")).lines())
                .extracting(Line::name)
                .containsExactly("heap after collection", "resident", "files");
        assertThat(growth.into(new Result("memory")).lines().get(2).points()).hasSize(21);
    }
}
