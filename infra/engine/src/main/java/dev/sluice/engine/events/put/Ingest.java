package dev.sluice.engine.events.put;

import dev.sluice.engine.aws.Kernel;
import dev.sluice.engine.events.put.Inlet.Enqueue;
import dev.sluice.engine.store.Tx;
import dev.sluice.engine.trace.TraceRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    public Ingest(Kernel kernel, Routes routes, Keeper keeper) {
        this.kernel = kernel;
        this.routes = routes;
        this.keeper = keeper;
    }

    /** Takes the events in; returns when they are on disk. */
    public void accept(List<BusEvent> events, List<TraceRecord> besides) {
        List<TraceRecord> records = new ArrayList<>(besides);
        List<Enqueue> work = new ArrayList<>(events.size());
        for (BusEvent event : events) {
            List<Route> matched = routes.match(event.bus(), event.text());
            record(event, matched, records);
            work.addAll(keeper.keep(event));
            for (Route route : matched) {
                for (Inlet inlet : route.inlets()) {
                    work.add(inlet.prepare(event));
                }
            }
        }
        kernel.store().write(tx -> write(tx, records, work));
    }

    private boolean write(Tx tx, List<TraceRecord> records, List<Enqueue> work) throws SQLException {
        for (TraceRecord record : records) {
            kernel.trace().record(tx, record);
        }
        for (Enqueue enqueue : work) {
            enqueue.apply(tx);
        }
        return true;
    }

    private static void record(BusEvent event, List<Route> matched, List<TraceRecord> records) {
        Map<String, String> details = new LinkedHashMap<>();
        if (!matched.isEmpty()) {
            details.put(
                    "rules", String.join(",", matched.stream().map(Route::rule).toList()));
        }
        records.add(new TraceRecord(
                event.id(),
                event.subject(),
                event.at(),
                "EVENT_INGEST_SUCCESS",
                event.bus().arn(),
                details));
        if (matched.isEmpty()) {
            records.add(new TraceRecord(
                    event.id(),
                    event.subject(),
                    event.at(),
                    "NO_STANDARD_RULES_MATCHED",
                    event.bus().arn(),
                    Map.of()));
        }
    }
}
