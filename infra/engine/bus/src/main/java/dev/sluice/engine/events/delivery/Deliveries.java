package dev.sluice.engine.events.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.attempt.Attempts;
import dev.sluice.engine.events.attempt.DeadLetters;
import dev.sluice.engine.events.attempt.Forwarding;
import dev.sluice.engine.events.attempt.TargetClients;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.bus.Buses;
import dev.sluice.engine.events.lane.DeliveryTable;
import dev.sluice.engine.events.lane.Threads;
import dev.sluice.engine.events.log.InvocationLog;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.events.put.Inlet;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.events.rule.Rules;
import dev.sluice.engine.events.target.HttpTargets;
import dev.sluice.engine.events.target.Queues;
import dev.sluice.engine.events.target.Target;
import dev.sluice.engine.kernel.Kernel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The deliveries of all rules: one lane a target. Thread-safe. */
public final class Deliveries implements AutoCloseable {

    private final Rules rules;
    private final Queues queues;
    private final DeliveryTable table;
    private final Threads threads;
    private final Delivering delivering;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    public Deliveries(
            Kernel kernel,
            Buses buses,
            Rules rules,
            Ingest ingest,
            Queues queues,
            HttpTargets http,
            InvocationLog invocations) {
        this.rules = rules;
        this.queues = queues;
        this.table = new DeliveryTable(kernel.store());
        DeliveryMetrics metrics = new DeliveryMetrics(kernel.metrics());
        DeliveryLog log = new DeliveryLog(invocations);
        this.threads = new Threads(kernel.time());
        Attempts attempts = new Attempts(
                kernel, http, TargetClients.all(kernel, queues, http, new Forwarding(kernel, buses, ingest)));
        this.delivering = new Delivering(
                kernel,
                table,
                threads,
                attempts,
                new Results(kernel, table, new DeadLetters(queues), metrics, log),
                metrics,
                log);
        rules.onChange(this::changed);
    }

    /** Takes up the deliveries of an earlier run. */
    public void start() {
        table.targets().forEach(key -> lane(key).start());
    }

    /** The inlets of a rule's targets. */
    public List<Inlet> inlets(Rule rule) {
        return rule.targets().stream().map(target -> inlet(rule, target)).toList();
    }

    private Inlet inlet(Rule rule, ObjectNode given) {
        Target target = Target.of(rule, given);
        return new TargetInlet(target, lane(target.key()), delivering, queues);
    }

    private Lane lane(String key) {
        return lanes.computeIfAbsent(key, missing -> new Lane(missing, target(missing), delivering));
    }

    private void changed(BusKey bus) {
        lanes.forEach((key, lane) -> {
            if (Rules.busOf(Target.ruleOf(key)).filter(bus::equals).isPresent()) {
                lane.change(target(key));
            }
        });
    }

    private Optional<Target> target(String key) {
        return rules.find(Target.ruleOf(key))
                .flatMap(rule -> rule.targets().stream()
                        .filter(target -> Target.key(
                                        rule.arn(), target.path("Id").asText())
                                .equals(key))
                        .findFirst()
                        .map(target -> Target.of(rule, target)));
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
        threads.close();
    }
}
