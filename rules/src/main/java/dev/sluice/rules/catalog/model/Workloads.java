package dev.sluice.rules.catalog.model;

import dev.sluice.rules.names.ResourceNames;
import java.util.Set;

/**
 * The names of the workloads that an app provides as targets of routes. It is a problem of the catalog if a route names another one.
 *
 * @param functions names that {@code target: {function: NAME}} may use
 * @param stateMachines names that {@code target: {stateMachine: NAME}} may use
 * @param constructs names that {@code target: {construct: NAME}} may use
 * @param reserved names of Sluice itself, which no queue may have
 */
public record Workloads(
        Set<String> functions, Set<String> stateMachines, Set<String> constructs, ResourceNames reserved) {

    public Workloads {
        functions = Set.copyOf(functions);
        stateMachines = Set.copyOf(stateMachines);
        constructs = Set.copyOf(constructs);
    }
}
