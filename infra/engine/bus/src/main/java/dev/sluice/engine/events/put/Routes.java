package dev.sluice.engine.events.put;

import dev.sluice.engine.events.bus.BusKey;
import dev.sluice.rules.pattern.PatternSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The compiled rules of each bus; compiled when the first event after a change comes. Thread-safe. */
public final class Routes {

    private record Compiled(PatternSet<String> patterns, Map<String, Route> routes) {}

    private final Function<BusKey, List<Route>> source;
    private final Map<BusKey, Compiled> buses = new ConcurrentHashMap<>();

    /** @param source the enabled rules of a bus */
    public Routes(Function<BusKey, List<Route>> source) {
        this.source = source;
    }

    /** Forgets what was compiled for a bus: its rules have changed. */
    public void changed(BusKey bus) {
        buses.remove(bus);
    }

    /** The rules that match an envelope, sorted by name. */
    public List<Route> match(BusKey bus, String envelope) {
        Compiled compiled = buses.computeIfAbsent(bus, this::compile);
        List<String> names = compiled.patterns().match(envelope);
        return switch (names.size()) {
            case 0 -> List.of();
            case 1 -> List.of(route(compiled, names.get(0)));
            default ->
                names.stream()
                        .map(name -> route(compiled, name))
                        .sorted(Comparator.comparing(Route::rule))
                        .toList();
        };
    }

    private Compiled compile(BusKey bus) {
        List<Route> routes = source.apply(bus);
        return new Compiled(
                PatternSet.of(routes.stream().collect(Collectors.toMap(Route::rule, Route::pattern))),
                routes.stream().collect(Collectors.toMap(Route::rule, Function.identity())));
    }

    @SuppressWarnings("NullAway") // both maps come from the same list
    private static Route route(Compiled compiled, String name) {
        return compiled.routes().get(name);
    }
}
