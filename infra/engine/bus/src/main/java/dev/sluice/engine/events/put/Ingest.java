package dev.sluice.engine.events.put;

import dev.sluice.engine.events.log.IngestLog;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.events.rule.Rule;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.store.CrashPoint;
import dev.sluice.engine.store.Write;
import dev.sluice.engine.trace.Line;
import dev.sluice.engine.trace.TraceRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes events into their buses: matches them, and in one write records them and puts them on their ways. Thread-safe. */
public final class Ingest {

    /** Keeps events beside their delivery: archives. */
    @FunctionalInterface
    public interface Keeper {

        /** What has to be written for the event; called on the publisher's thread. */
        List<Enqueue> keep(BusEvent event);
    }

    private final Kernel kernel;
    private final Routes routes;
    private final Keeper keeper;
    private final IngestLog log;

    public Ingest(Kernel kernel, Routes routes, Keeper keeper, IngestLog log) {
        this.kernel = kernel;
        this.routes = routes;
        this.keeper = keeper;
        this.log = log;
    }

    /** Takes the events in; returns when they are on disk. */
    public void accept(List<BusEvent> events, List<TraceRecord> besides) {
        Write<Boolean> write = prepare(events, besides);
        CrashPoint.reached("between-match-and-enqueue");
        kernel.store().write(write);
    }

    /** All that taking the events in needs, prepared on this thread, as one write. */
    public Write<Boolean> prepare(List<BusEvent> events, List<TraceRecord> besides) {
        return prepare(events, besides, route -> true);
    }

    /** Like {@link #prepare(List, List)}, for some of the rules only. */
    public Write<Boolean> prepare(List<BusEvent> events, List<TraceRecord> besides, Predicate<Route> wanted) {
        List<TraceRecord> records = new ArrayList<>(2 * events.size() + besides.size());
        records.addAll(besides);
        List<Enqueue> work = new ArrayList<>(events.size());
        for (BusEvent event : events) {
            List<Route> matched = routes.match(event.bus(), event.text()).stream()
                    .filter(wanted)
                    .toList();
            ingested(event, matched, records);
            RuleMetrics.matched(kernel.metrics(), event.bus(), matched);
            work.addAll(keeper.keep(event));
            log(event, matched, work);
            work.addAll(deliver(event, matched, records));
        }
        Line line = Line.of(records);
        return tx -> {
            kernel.trace().record(tx, line);
            for (Enqueue enqueue : work) {
                enqueue.apply(tx);
            }
            return true;
        };
    }

    /** Takes in an event that one rule made itself: no other rule and no archive sees it. */
    public Write<Boolean> prepare(BusEvent event, Route route) {
        List<TraceRecord> records = new ArrayList<>(2);
        ingested(event, List.of(route), records);
        RuleMetrics.triggered(kernel.metrics(), event.bus(), List.of(route));
        List<Enqueue> work = new ArrayList<>();
        log(event, List.of(route), work);
        work.addAll(deliver(event, List.of(route), records));
        Line line = Line.of(records);
        return tx -> {
            kernel.trace().record(tx, line);
            for (Enqueue enqueue : work) {
                enqueue.apply(tx);
            }
            return true;
        };
    }

    /** The bus logs an event once it is on disk. */
    private void log(BusEvent event, List<Route> matched, List<Enqueue> work) {
        if (log.isOn(event.bus())) {
            List<IngestLog.Match> matches =
                    matched.stream().map(route -> match(event, route)).toList();
            work.add(tx ->
                    tx.afterCommit(() -> log.ingested(event.bus(), event.id(), event.text(), event.at(), matches)));
        }
    }

    private static IngestLog.Match match(BusEvent event, Route route) {
        List<Inlet.Aim> aims =
                route.inlets().stream().flatMap(inlet -> inlet.aim().stream()).toList();
        return new IngestLog.Match(
                Rule.arn(event.bus(), route.rule()),
                aims.stream().map(Inlet.Aim::key).toList(),
                aims.stream().map(Inlet.Aim::arn).toList());
    }

    private static List<Enqueue> deliver(BusEvent event, List<Route> routes, List<TraceRecord> records) {
        List<Enqueue> work = new ArrayList<>(routes.size());
        for (Route route : routes) {
            for (Inlet inlet : route.inlets()) {
                Enqueue enqueue = inlet.prepare(event);
                enqueue.record().ifPresent(records::add);
                work.add(enqueue);
            }
        }
        return work;
    }

    private static void ingested(BusEvent event, List<Route> matched, List<TraceRecord> records) {
        records.add(record(event, "EVENT_INGEST_SUCCESS", details(matched)));
        if (matched.isEmpty()) {
            records.add(record(event, "NO_STANDARD_RULES_MATCHED", Map.of()));
        }
    }

    private static Map<String, String> details(List<Route> matched) {
        return switch (matched.size()) {
            case 0 -> Map.of();
            case 1 -> Map.of("rules", matched.get(0).rule());
            default -> Map.of("rules", matched.stream().map(Route::rule).collect(Collectors.joining(",")));
        };
    }

    private static TraceRecord record(BusEvent event, String type, Map<String, String> details) {
        return new TraceRecord(
                event.id(), event.subject(), event.at(), type, event.bus().arn(), details);
    }
}
