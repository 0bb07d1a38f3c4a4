package dev.sluice.bench.capacity;

import dev.sluice.bench.aws.Setup;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.capacity.GrowthBench.Dimension;
import dev.sluice.bench.capacity.GrowthBench.Measured;
import dev.sluice.bench.subject.Connection;
import dev.sluice.bench.subject.Operation;
import dev.sluice.bench.subject.Subject;
import java.util.List;

/** Rules of one bus, of which one wants the events that are published. AWS allows 300. */
final class Rules implements Dimension {

    private static final int LEAST = 3;

    private final Subject subject;
    private final String bus;
    private final Flow flow;
    private int rules = 1;

    Rules(Subject subject, Settings settings) {
        this.subject = subject;
        try (Setup setup = new Setup(subject)) {
            this.bus = setup.bus();
            String url = setup.queue();
            setup.route(bus, url);
            this.flow = new Flow(subject, bus, url, settings);
        }
    }

    @Override
    public String name() {
        return "rules on the bus";
    }

    @Override
    public long growTo(int times) {
        try (Connection connection = subject.connect()) {
            for (; rules < LEAST * times; rules++) {
                connection.send(
                        Operation.events("PutRule"),
                        "{\"Name\":\"r-" + rules + "\",\"EventBusName\":\"" + bus
                                + "\",\"EventPattern\":\"{\\\"source\\\":[\\\"bench\\\"],\\\"detail-type\\\":[\\\"other-"
                                + rules
                                + "\\\"],\\\"detail\\\":{\\\"n\\\":[{\\\"numeric\\\":[\\\">\\\"," + rules + "]}]}}\"}");
            }
        }
        return rules;
    }

    @Override
    public List<Measured> measure() {
        return flow.delivered();
    }
}
