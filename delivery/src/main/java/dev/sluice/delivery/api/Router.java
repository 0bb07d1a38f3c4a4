package dev.sluice.delivery.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All operations, and which of them a request means. Immutable. */
public final class Router {

    private static final String LITERALS_FIRST = "\uffff";

    /** An operation and what the path gave its parameters. */
    record Match(Operation operation, Map<String, String> parameters) {}

    private final List<Operation> operations;

    /** @throws IllegalArgumentException if two operations have the same method and path */
    public Router(List<Operations> resources) {
        Set<String> seen = new HashSet<>();
        List<Operation> all = new ArrayList<>();
        for (Operations resource : resources) {
            for (Operation operation : resource.operations()) {
                if (!seen.add(operation.method() + operation.template().replaceAll("\\{[^}]*}", "{}"))) {
                    throw new IllegalArgumentException(
                            "two operations are " + operation.method() + " " + operation.template());
                }
                all.add(operation);
            }
        }
        all.sort(Comparator.comparing(operation -> operation.template().replace("{", LITERALS_FIRST)));
        this.operations = List.copyOf(all);
    }

    /** Every operation, literal paths before those with parameters. */
    public List<Operation> operations() {
        return operations;
    }

    /**
     * @param path its segments, decoded
     * @throws ApiException 404 if the path does not exist, 405 if it takes other methods
     */
    Match match(String method, List<String> path) {
        Set<String> allowed = new TreeSet<>();
        for (Operation operation : operations) {
            Optional<Map<String, String>> parameters = parameters(operation.segments(), path);
            if (parameters.isPresent() && operation.method().equals(method)) {
                return new Match(operation, parameters.get());
            }
            parameters.ifPresent(other -> allowed.add(operation.method()));
        }
        throw allowed.isEmpty()
                ? ApiException.notFound("The path does not exist.")
                : ApiException.wrongMethod(String.join(", ", allowed));
    }

    private static Optional<Map<String, String>> parameters(List<String> template, List<String> path) {
        if (template.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < template.size(); i++) {
            String segment = template.get(i);
            if (segment.startsWith("{")) {
                parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }
}
