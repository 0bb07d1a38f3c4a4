package dev.sluice.engine.destinations;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule's target or a pipe sends to an API destination.
 *
 * @param body the body's text; empty for none
 * @param pathValues HttpParameters.PathParameterValues, resolved: they replace the {@code *} of the endpoint from left to right
 * @param headers HttpParameters.HeaderParameters, resolved
 * @param query HttpParameters.QueryStringParameters, resolved
 */
public record Call(String body, List<String> pathValues, Map<String, String> headers, Map<String, String> query) {

    public Call {
        pathValues = List.copyOf(pathValues);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** A call without parameters of its own. */
    public static Call of(String body) {
        return new Call(body, List.of(), Map.of(), Map.of());
    }
}
