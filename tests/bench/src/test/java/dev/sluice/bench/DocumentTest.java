package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.report.Bar;
import dev.sluice.bench.report.Result;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DocumentTest {

    @Test
    void eachBarOfTheDesignIsMeasuredByABenchThatThereIs() {
        assertThat(Bar.ALL)
                .extracting(bar -> bar.run().split(" ")[0])
                .allSatisfy(name -> assertThat(Benches.named(name)).as(name).isPresent());
    }

    @Test
    void aBarThatIsNotReachedStaysInTheTableAndSaysSo() {
        Properties bounds = new Properties();
        bounds.setProperty("put-events", "the disk");
        String table = Document.bars(
                Map.of(
                        "put-events",
                        new Result("put-events")
                                .add("acknowledged", 20_000, "events/s")
                                .add("limit: fdatasync'd appends alone, one writer", 80_000, "events/s")),
                bounds);
        assertThat(table)
                .contains("| ≥ 45,000 events/s | 20,000.0 events/s | **no** | 80,000 events/s")
                .contains("| 25 % | `./sluice bench put-events` | the disk |");
        assertThat(table.lines().filter(line -> line.contains("not measured"))).hasSize(Bar.ALL.size() - 1);
    }

    @Test
    void everyBenchHasANameOfItsOwnAndSaysWhatItMeasures() {
        assertThat(Benches.all()).extracting(Bench::name).doesNotHaveDuplicates();
        assertThat(Benches.all())
                .extracting(Bench::about)
                .allSatisfy(about -> assertThat(about).isNotBlank());
    }
}
