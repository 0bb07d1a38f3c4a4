package dev.sluice.engine.poll.filter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import java.util.List;
import java.util.Optional;

/**
 * Up to a handful of patterns, of which one must match; without any, everything matches. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html">Filtering in Pipes</a>
 */
public final class Filters {

    private record Filter(EventPattern pattern, BodyPattern body) {}

    private final List<Filter> filters;

    private Filters(List<Filter> filters) {
        this.filters = filters;
    }

    /** @throws InvalidPatternException if one of the patterns is none */
    public static Filters of(List<String> patterns) {
        return new Filters(patterns.stream()
                .map(text -> new Filter(EventPattern.parse(text), BodyPattern.of(text)))
                .toList());
    }

    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /** Whether a record matches. */
    public boolean match(ObjectNode record) {
        if (filters.isEmpty()) {
            return true;
        }
        Optional<ObjectNode> parsed = BodyPattern.withParsedBody(record);
        String whole = null;
        String inside = null;
        for (Filter filter : filters) {
            if (!filter.body().suits(record, parsed.isPresent())) {
                continue;
            }
            if (parsed.isPresent() && filter.body() == BodyPattern.JSON) {
                inside = inside == null ? Json.text(parsed.get()) : inside;
                if (filter.pattern().matches(inside)) {
                    return true;
                }
            } else {
                whole = whole == null ? Json.text(record) : whole;
                if (filter.pattern().matches(whole)) {
                    return true;
                }
            }
        }
        return false;
    }
}
