package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks a definition: all that the engine could not carry out is a problem, found before anything runs.
 *
 * @see <a href="https://states-language.net/spec.html">The States Language specification</a>
 */
public final class Definition {

    private static final Set<String> MACHINE =
            Set.of("Comment", "StartAt", "States", "Version", "TimeoutSeconds", "QueryLanguage");
    private static final Set<String> BRANCH =
            Set.of("Comment", "StartAt", "States", "ProcessorConfig", "QueryLanguage");
    private static final int DEEPEST = 20;

    /** The most seconds that Amazon States Language takes. */
    public static final int MOST_SECONDS = 99_999_999;

    private final Function<String, String> resources;
    private final List<Problem> problems = new ArrayList<>();

    private Definition(Function<String, String> resources) {
        this.resources = resources;
    }

    /**
     * Everything that is wrong with {@code text}.
     *
     * @param resources answers what is wrong with the Resource of a Task; empty if nothing is
     */
    public static List<Problem> check(String text, Function<String, String> resources) {
        Definition definition = new Definition(resources);
        try {
            JsonNode machine = Json.parse(text);
            if (machine.isObject()) {
                definition.machine(machine, "", MACHINE, 0);
            } else {
                definition.problems.add(
                        new Problem("INVALID_JSON_DESCRIPTION", "The definition is not a JSON object", ""));
            }
        } catch (JsonProcessingException e) {
            definition.problems.add(new Problem("INVALID_JSON_DESCRIPTION", "The definition is not valid JSON", ""));
        }
        return definition.problems;
    }

    void schema(String message, String at) {
        problems.add(new Problem("SCHEMA_VALIDATION_FAILED", message, at));
    }

    String resource(String arn) {
        return resources.apply(arn);
    }

    void branch(JsonNode branch, String at, int depth) {
        machine(branch, at, BRANCH, depth);
    }

    private void machine(JsonNode machine, String at, Set<String> fields, int depth) {
        if (depth > DEEPEST) {
            schema("Branches are nested too deeply", at);
            return;
        }
        machine.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                schema("Field is not supported", at + "/" + field);
            }
        });
        language(machine, at);
        timeout(machine, at);
        JsonNode states = machine.path("States");
        String start = machine.path("StartAt").asText();
        if (!states.isObject() || states.isEmpty()) {
            schema("The field 'States' must be an object with at least one state", at + "/States");
            return;
        }
        if (!states.has(start)) {
            problems.add(
                    new Problem("MISSING_TRANSITION_TARGET", "Missing 'StartAt' target: " + start, at + "/StartAt"));
        }
        states.properties().forEach(state -> {
            StateCheck check = new StateCheck(this, states, at + "/States/" + state.getKey(), depth);
            check.check(state.getValue());
        });
        reachable(states, start, at);
    }

    void language(JsonNode node, String at) {
        if (!node.path("QueryLanguage").asText("JSONPath").equals("JSONPath")) {
            schema("The engine does not evaluate JSONata; write the workflow with JSONPath", at + "/QueryLanguage");
        }
    }

    /** One that is too large would end in an overflow while an execution runs. */
    void timeout(JsonNode node, String at) {
        JsonNode seconds = node.path("TimeoutSeconds");
        boolean whole = seconds.isIntegralNumber() && seconds.canConvertToInt();
        if (!seconds.isMissingNode() && (!whole || seconds.asInt() < 1 || seconds.asInt() > MOST_SECONDS)) {
            schema("The value must be a whole number from 1 to " + MOST_SECONDS, at + "/TimeoutSeconds");
        }
    }

    void target(JsonNode states, String target, String at) {
        if (!states.has(target)) {
            problems.add(new Problem("MISSING_TRANSITION_TARGET", "Missing 'Next' target: " + target, at));
        }
    }

    private void reachable(JsonNode states, String start, String at) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                JsonNode state = states.path(name);
                for (String field : List.of("Next", "Default")) {
                    if (state.has(field)) {
                        open.push(state.path(field).asText());
                    }
                }
                state.path("Choices")
                        .forEach(rule -> open.push(rule.path("Next").asText()));
                state.path("Catch")
                        .forEach(catcher -> open.push(catcher.path("Next").asText()));
            }
        }
        states.fieldNames().forEachRemaining(name -> {
            if (!seen.contains(name)) {
                problems.add(new Problem("UNREACHABLE_STATE", "State is not reachable", at + "/States/" + name));
            }
        });
    }
}
