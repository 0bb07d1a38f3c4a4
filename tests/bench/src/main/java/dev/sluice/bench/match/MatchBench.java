package dev.sluice.bench.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.bench.benches.Bench;
import dev.sluice.bench.benches.Settings;
import dev.sluice.bench.report.Result;
import dev.sluice.delivery.dispatch.Dispatcher;
import dev.sluice.delivery.endpoint.EndpointCache;
import dev.sluice.rules.pattern.PatternSet;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The dispatcher over more and more registered endpoints, and a bus with as many rules as AWS allows. */
public final class MatchBench implements Bench {

    private static final int[] ENDPOINTS = {100, 1_000, 10_000, 100_000};
    private static final int RULES = 300;
    private static final int TYPES = 50;
    private static final int BATCH = 100;

    @Override
    public String name() {
        return "match";
    }

    @Override
    public String about() {
        return "who wants an event, of 100 to 100,000 registered endpoints and of 300 rules; one thread";
    }

    @Override
    public Result run(Settings settings) {
        Duration time = Duration.ofMillis(Math.max(500, settings.seconds() * 200L));
        Result result = new Result(name());
        Map<Integer, Timed> measured = new HashMap<>();
        // Once for the virtual machine to compile what is measured.
        endpoints(ENDPOINTS[1], time.multipliedBy(2));
        for (int endpoints : ENDPOINTS) {
            Timed timed = endpoints(endpoints, time);
            measured.put(endpoints, timed);
            result.add(String.format("%,d endpoints", endpoints), timed.micros(), "µs/event")
                    .add(String.format("%,d endpoints, allocated", endpoints), timed.bytesPerEvent(), "bytes/event");
        }
        result.add("100,000 endpoints over 1,000", micros(measured, 100_000) / micros(measured, 1_000), "times");
        Timed rules = rules(time);
        return result.add(RULES + " rules", rules.micros(), "µs/event")
                .add(RULES + " rules, allocated", rules.bytesPerEvent(), "bytes/event")
                .add("limit: event-ruler alone, two patterns", left(time).micros(), "µs/event")
                .add("limit: Jackson parse alone", parse(time).micros(), "µs/event");
    }

    private static double micros(Map<Integer, Timed> measured, int endpoints) {
        return measured.getOrDefault(endpoints, new Timed(1, 0, 0)).micros();
    }

    /** Reading the event, finding who wants it, and writing the messages: all that the dispatcher does but I/O. */
    static Timed endpoints(int endpoints, Duration time) {
        Registered store = new Registered(endpoints);
        Counted journal = new Counted();
        Dispatcher dispatcher =
                new Dispatcher(new EndpointCache(store), journal, messages -> Map.of(), InstantSource.system());
        // Every tenant once, so that none is read from the store while the clock runs.
        dispatcher.dispatch(BusEvents.batch(0, store.tenants(), store.tenants()));
        long[] dispatched = {store.tenants()};
        Timed timed = Timed.of(time, first -> {
            dispatcher.dispatch(BusEvents.batch(first, BATCH, store.tenants()));
            dispatched[0] += BATCH;
            return BATCH;
        });
        if (journal.matched() != dispatched[0] * Registered.WANTED) {
            throw new IllegalStateException(dispatched[0] + " events were wanted " + journal.matched() + " times, not "
                    + Registered.WANTED + " times each");
        }
        return timed;
    }

    private static Timed rules(Duration time) {
        Map<Integer, String> patterns = new HashMap<>();
        for (int i = 0; i < RULES; i++) {
            patterns.put(
                    i,
                    "{\"source\":[\"com.example.orders\"],\"detail-type\":[\"type." + i % TYPES
                            + "\"],\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\"," + i + "]}]}}}");
        }
        // Of type.1, the rules 1 and 51 ask for less than 70.
        return matching(PatternSet.of(patterns), time, 2);
    }

    private static Timed left(Duration time) {
        Map<Integer, String> patterns = new HashMap<>();
        for (int i = 0; i < Registered.WANTED; i++) {
            patterns.put(i, "{\"detail\":{\"data\":{\"total\":[{\"numeric\":[\">\"," + (1 + 2 * i) + "]}]}}}");
        }
        return matching(PatternSet.of(patterns), time, patterns.size());
    }

    private static Timed matching(PatternSet<Integer> set, Duration time, int expected) {
        String event = BusEvents.event("e-1", "t-0");
        return Timed.of(time, first -> {
            for (int i = 0; i < BATCH; i++) {
                List<Integer> found = set.match(event);
                if (found.size() != expected) {
                    throw new IllegalStateException("matched " + found + ", and there should be " + expected);
                }
            }
            return BATCH;
        });
    }

    private static Timed parse(Duration time) {
        ObjectMapper json = new ObjectMapper();
        String event = BusEvents.event("e-1", "t-0");
        return Timed.of(time, first -> {
            try {
                for (int i = 0; i < BATCH; i++) {
                    if (json.readTree(event).isEmpty()) {
                        throw new IllegalStateException("nothing was read");
                    }
                }
                return BATCH;
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
