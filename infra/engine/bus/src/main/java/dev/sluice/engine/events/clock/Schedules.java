package dev.sluice.engine.events.clock;

import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.events.put.BusEvent;
import dev.sluice.engine.events.put.Ingest;
import dev.sluice.engine.events.put.Route;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.events.rule.Rules;
import dev.sluice.engine.events.schedule.Schedule;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Documents;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.store.Write;
import dev.sluice.engine.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires the rules that have a schedule. When each fires next is on disk and moves on in the write that takes the event in, so
 * a kill neither loses one nor fires it twice; what was due while the engine was down fires once at its start. Thread-safe.
 */
public final class Schedules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Kernel kernel;
    private final Rules rules;
    private final Ingest ingest;
    private final Function<Rule, Route> route;
    private final Documents<Due> documents;
    private final Map<String, Time.Timer> timers = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** @param route leads to a rule's targets */
    public Schedules(Kernel kernel, Rules rules, Ingest ingest, Function<Rule, Route> route) {
        this.kernel = kernel;
        this.rules = rules;
        this.ingest = ingest;
        this.route = route;
        this.documents = new Documents<>(kernel.store(), "events.schedule", Due.class);
        rules.onChange(this::changed);
    }

    /** Begins with what was due in the meantime. */
    public void start() {
        running = true;
        documents.list().forEach(this::arm);
    }

    private synchronized void changed(BusKey bus) {
        if (!bus.isDefault()) {
            return;
        }
        Set<String> left = new HashSet<>();
        documents.list().stream()
                .map(Due::rule)
                .filter(rule -> rule.startsWith(bus.id() + "|"))
                .forEach(left::add);
        for (Rule rule : rules.of(bus)) {
            if (!rule.schedule().isEmpty() && rule.isEnabled()) {
                left.remove(rule.id());
                scheduled(rule);
            }
        }
        left.forEach(this::forget);
    }

    private void scheduled(Rule rule) {
        boolean known = documents
                .get(rule.id())
                .filter(due -> due.expression().equals(rule.schedule()))
                .isPresent();
        if (known) {
            return;
        }
        Instant now = kernel.time().now();
        Optional<Due> first = Schedule.parse(rule.schedule())
                .flatMap(schedule -> schedule.next(now, now))
                .map(at -> new Due(rule.id(), rule.schedule(), now.toEpochMilli(), at.toEpochMilli()));
        first.ifPresentOrElse(
                due -> {
                    documents.put(rule.id(), due);
                    arm(due);
                },
                () -> forget(rule.id()));
    }

    private void forget(String rule) {
        documents.remove(rule);
        Optional.ofNullable(timers.remove(rule)).ifPresent(Time.Timer::cancel);
    }

    private void arm(Due due) {
        arm(due, due.time());
    }

    private void arm(Due due, Instant at) {
        if (running) {
            Optional.ofNullable(timers.put(due.rule(), kernel.time().at(at, () -> fire(due))))
                    .ifPresent(Time.Timer::cancel);
        }
    }

    /** On a timer's thread, which must not wait for the disk. */
    private void fire(Due due) {
        Optional<Rule> found = rules.withId(due.rule()).filter(rule -> isCurrent(due, rule));
        if (found.isEmpty()) {
            return;
        }
        Rule rule = found.get();
        Instant now = kernel.time().now();
        Optional<Due> next = Schedule.parse(due.expression())
                .flatMap(schedule -> schedule.next(due.time(), now))
                .map(at -> new Due(due.rule(), due.expression(), due.at(), at.toEpochMilli()));
        Write<Boolean> taking = ingest.prepare(event(rule, due.time(), now), route.apply(rule));
        try {
            kernel.store()
                    .submit(tx -> {
                        if (!isCurrent(due, rules.withId(due.rule()).orElse(rule))) {
                            return false;
                        }
                        taking.apply(tx);
                        if (next.isPresent()) {
                            documents.put(tx, due.rule(), next.get());
                        } else {
                            documents.remove(tx, due.rule());
                        }
                        return true;
                    })
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            again(due, failure);
                        } else if (done) {
                            next.ifPresent(this::arm);
                        }
                    });
        } catch (StoreBusyException e) {
            again(due, e);
        }
    }

    private boolean isCurrent(Due due, Rule rule) {
        return rule.isEnabled()
                && rule.schedule().equals(due.expression())
                && documents.get(due.rule()).filter(due::equals).isPresent();
    }

    private void again(Due due, Throwable why) {
        LOG.warn("rule {} fires a little later: {}", due.rule(), why.toString());
        arm(due, kernel.time().now().plus(PAUSE));
    }

    private BusEvent event(Rule rule, Instant at, Instant now) {
        String id = kernel.ids().uuid().toString();
        var envelope = Json.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", rule.bus().account())
                .put("time", at.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("region", rule.bus().region());
        envelope.putArray("resources").add(rule.arn());
        envelope.putObject("detail");
        return new BusEvent(id, "", rule.bus(), Json.text(envelope), now, false, "");
    }

    @Override
    public void close() {
        running = false;
        timers.values().forEach(Time.Timer::cancel);
        timers.clear();
    }
}
