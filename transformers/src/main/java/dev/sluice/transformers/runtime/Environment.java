package dev.sluice.transformers.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of one function. A function reads nothing else of its process, so that many can run in one.
 *
 * @param variables name to value
 */
public record Environment(Map<String, String> variables) {

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** @throws IllegalStateException if the variable is missing or empty, naming it */
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("environment variable " + name + " is missing"));
    }

    /** The value; an empty one counts as missing. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** The folder of the catalog, deployed beside the function's code. */
    public Path catalog() {
        return Path.of(required("LAMBDA_TASK_ROOT"), "catalog");
    }
}
