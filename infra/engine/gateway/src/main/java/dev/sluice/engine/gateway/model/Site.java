package dev.sluice.engine.gateway.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One API with all that belongs to it.
 *
 * @param routes in the order in which they are asked
 * @param integrations by id
 * @param authorizers by id
 * @param stages by name
 */
public record Site(
        HttpApi api,
        List<Route> routes,
        Map<String, Integration> integrations,
        Map<String, Authorizer> authorizers,
        Map<String, Stage> stages) {

    /** A route and the variables of the path that it was found by. */
    public record Found(Route route, Map<String, String> variables) {}

    /** The route that takes a request. */
    public Optional<Found> route(String method, List<String> segments) {
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.key().match(method, segments);
            if (variables.isPresent()) {
                return Optional.of(new Found(route, variables.get()));
            }
        }
        return Optional.empty();
    }
}
