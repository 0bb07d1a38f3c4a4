package dev.sluice.bench.stack;

import dev.sluice.bench.aws.Setup;
import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.load.Tally;
import dev.sluice.bench.report.Result;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Limits;
import dev.sluice.bench.traffic.Orders;
import dev.sluice.bench.traffic.QueueReader;
import dev.sluice.bench.traffic.StackLoad;
import dev.sluice.rules.names.ResourceNames;
import java.util.List;

/** A changed row becomes a message in a queue, after admission control. */
public final class CdcQueueBench implements Bench {

    private static final double RATE = 100;
    private static final int READERS = 2;
    private static final String CORE = ResourceNames.DEFAULT.coreBus();

    @Override
    public String name() {
        return "cdc-queue";
    }

    @Override
    public String about() {
        return "a row is put; pipe, transformer, admission control, core bus, rule, queue; 100 rows/s unless --rate is given";
    }

    @Override
    public Result run(Settings settings) {
        try (Subject subject = settings.stack();
                Setup setup = new Setup(subject)) {
            String url = setup.queue();
            setup.route(CORE, url, "com.example.orders");
            Tally tally = new Tally();
            List<QueueReader> readers = QueueReader.start(READERS, subject, url, tally);
            Result result = StackLoad.run(
                    new Result(name()),
                    subject,
                    settings.warmed().plan(4, 1, RATE),
                    tally,
                    () -> new Orders(subject, "orders", "bench"));
            readers.forEach(QueueReader::close);
            return Limits.disk(result, 1);
        }
    }
}
