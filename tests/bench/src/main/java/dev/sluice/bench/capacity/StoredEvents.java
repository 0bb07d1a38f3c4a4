package dev.sluice.bench.capacity;

import dev.sluice.bench.aws.Setup;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.capacity.GrowthBench.Dimension;
import dev.sluice.bench.capacity.GrowthBench.Measured;
import dev.sluice.bench.load.Bulk;
import dev.sluice.bench.subject.Subject;
import dev.sluice.bench.traffic.Publisher;
import java.util.ArrayList;
import java.util.List;

/** Events that the engine stored earlier and reports on request. */
final class StoredEvents implements Dimension {

    private static final int CLIENTS = 4;
    private static final int BATCH = 10;
    private static final long MOST = 10_000;
    private static final long PER_SECOND = 1_000;

    private final Subject subject;
    private final String history;
    private final Flow flow;
    private final long least;
    private long stored;

    StoredEvents(Subject subject, Settings settings) {
        this.subject = subject;
        this.least = Math.min(MOST, PER_SECOND * settings.seconds());
        try (Setup setup = new Setup(subject);
                Setup other = new Setup(subject)) {
            this.history = other.bus();
            String bus = setup.bus();
            String url = setup.queue();
            setup.route(bus, url);
            this.flow = new Flow(subject, bus, url, settings);
        }
    }

    @Override
    public String name() {
        return "events published before";
    }

    @Override
    public long growTo(int times) {
        long more = least * times - stored;
        Bulk.send(CLIENTS, BATCH, more, () -> new Publisher(subject, history));
        stored += more;
        return stored;
    }

    @Override
    public List<Measured> measure() {
        List<Measured> all = new ArrayList<>(List.of(flow.published(history)));
        all.addAll(flow.delivered());
        return all;
    }
}
