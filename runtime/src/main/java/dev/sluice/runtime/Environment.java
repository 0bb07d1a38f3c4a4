package dev.sluice.runtime;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of one function. A function reads nothing else from its process, so that many can share one.
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

    /**
     * A switch that is off unless it is turned on.
     *
     * @throws IllegalStateException if the value is neither {@code true} nor {@code false}
     */
    public boolean flag(String name) {
        String value = optional(name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalStateException("environment variable " + name + " must be true or false, not " + value);
        }
        return value.equals("true");
    }

    /** The folder of the catalog, deployed beside the function's code. */
    public Path catalog() {
        return Path.of(required("LAMBDA_TASK_ROOT"), "catalog");
    }
}
