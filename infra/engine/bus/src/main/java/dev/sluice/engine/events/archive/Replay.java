package dev.sluice.engine.events.archive;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.engine.request.Json;
import java.util.List;

/**
 * A replay as the engine keeps it.
 *
 * @param archive the id of the archive
 * @param filters the ARNs of the rules that get the events; empty for all rules
 * @param from epoch milliseconds, inclusive
 * @param until epoch milliseconds, exclusive
 * @param state a ReplayState, in AWS's words
 * @param time of the last event replayed, epoch milliseconds; the next one comes after it
 * @param number of the last event replayed
 * @param events how many have been replayed
 * @param started epoch milliseconds
 * @param ended epoch milliseconds; 0 if it has not
 */
record Replay(
        BusKey bus,
        String name,
        String description,
        String archive,
        List<String> filters,
        long from,
        long until,
        String state,
        String reason,
        long time,
        long number,
        long events,
        long started,
        long ended) {

    static final String STARTING = "STARTING";
    static final String RUNNING = "RUNNING";
    static final String CANCELLING = "CANCELLING";
    static final String CANCELLED = "CANCELLED";
    static final String COMPLETED = "COMPLETED";
    static final String FAILED = "FAILED";

    @JsonIgnore
    String id() {
        return Archive.id(bus.account(), name);
    }

    @JsonIgnore
    String arn() {
        return "arn:aws:events:" + bus.region() + ":" + bus.account() + ":replay/" + name;
    }

    @JsonIgnore
    String archiveArn() {
        return "arn:aws:events:" + bus.region() + ":" + bus.account() + ":archive/"
                + archive.substring(archive.indexOf('/') + 1);
    }

    @JsonIgnore
    boolean isActive() {
        return ended == 0;
    }

    Replay in(String next) {
        return new Replay(
                bus,
                name,
                description,
                archive,
                filters,
                from,
                until,
                next,
                reason,
                time,
                number,
                events,
                started,
                ended);
    }

    Replay past(ArchivedEvent last, int more) {
        return new Replay(
                bus,
                name,
                description,
                archive,
                filters,
                from,
                until,
                state,
                reason,
                last.time(),
                last.number(),
                events + more,
                started,
                ended);
    }

    Replay ended(String last, String why, long at) {
        return new Replay(
                bus, name, description, archive, filters, from, until, last, why, time, number, events, started, at);
    }

    ObjectNode view() {
        ObjectNode view = Json.object()
                .put("ReplayName", name)
                .put("EventSourceArn", archiveArn())
                .put("State", state)
                .put("EventStartTime", from / 1000d)
                .put("EventEndTime", until / 1000d)
                .put("ReplayStartTime", started / 1000d);
        if (!reason.isEmpty()) {
            view.put("StateReason", reason);
        }
        if (events > 0) {
            view.put("EventLastReplayedTime", time / 1000d);
        }
        if (ended > 0) {
            view.put("ReplayEndTime", ended / 1000d);
        }
        return view;
    }
}
