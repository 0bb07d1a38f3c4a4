package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.states.data.Intrinsic;
import dev.sluice.engine.states.data.Path;
import dev.sluice.engine.states.data.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks one state of a definition. */
final class StateCheck {

    private static final Set<String> COMMON = Set.of("Type", "Comment", "QueryLanguage");
    private static final Set<String> ERRORS = Set.of("Retry", "Catch", "ResultSelector", "ResultPath", "Parameters");
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "Pass", Set.of("Result", "ResultPath", "Parameters", "Next", "End", "InputPath", "OutputPath"),
            "Task", Set.of("Resource", "TimeoutSeconds", "Next", "End", "InputPath", "OutputPath"),
            "Choice", Set.of("Choices", "Default", "InputPath", "OutputPath"),
            "Wait",
                    Set.of(
                            "Seconds",
                            "Timestamp",
                            "SecondsPath",
                            "TimestampPath",
                            "Next",
                            "End",
                            "InputPath",
                            "OutputPath"),
            "Succeed", Set.of("InputPath", "OutputPath"),
            "Fail", Set.of("Error", "Cause", "ErrorPath", "CausePath"),
            "Parallel", Set.of("Branches", "Next", "End", "InputPath", "OutputPath"),
            "Map",
                    Set.of(
                            "ItemProcessor",
                            "Iterator",
                            "ItemsPath",
                            "ItemSelector",
                            "MaxConcurrency",
                            "Next",
                            "End",
                            "InputPath",
                            "OutputPath"));
    private static final Set<String> RETRY = Set.of(
            "ErrorEquals",
            "IntervalSeconds",
            "MaxAttempts",
            "BackoffRate",
            "MaxDelaySeconds",
            "JitterStrategy",
            "Comment");
    private static final Set<String> CATCH = Set.of("ErrorEquals", "ResultPath", "Next", "Comment");
    private static final List<String> WAITS = List.of("Seconds", "Timestamp", "SecondsPath", "TimestampPath");

    private final Definition definition;
    private final JsonNode states;
    private final String at;
    private final int depth;

    StateCheck(Definition definition, JsonNode states, String at, int depth) {
        this.definition = definition;
        this.states = states;
        this.at = at;
        this.depth = depth;
    }

    void check(JsonNode state) {
        String type = state.path("Type").asText();
        if (!FIELDS.containsKey(type)) {
            definition.schema(
                    "The state type '" + type + "' is none of "
                            + FIELDS.keySet().stream().sorted().toList(),
                    at + "/Type");
            return;
        }
        Set<String> known = FIELDS.getOrDefault(type, Set.of());
        boolean handles = Set.of("Task", "Parallel", "Map").contains(type);
        state.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field) && !COMMON.contains(field) && !(handles && ERRORS.contains(field))) {
                definition.schema("Field is not supported", at + "/" + field);
            }
        });
        definition.language(state, at);
        definition.timeout(state, at);
        transition(state, type);
        for (String path : List.of("InputPath", "OutputPath", "ItemsPath", "SecondsPath", "TimestampPath")) {
            path(state, path, false);
        }
        path(state, "ResultPath", true);
        for (String template : List.of("Parameters", "ResultSelector", "ItemSelector")) {
            Template.check(state.path(template), at + "/" + template, this::problem);
        }
        retries(state);
        special(state, type);
    }

    private void problem(String place, String why) {
        definition.schema(why, place);
    }

    private void transition(JsonNode state, String type) {
        if (Set.of("Choice", "Succeed", "Fail").contains(type)) {
            return;
        }
        boolean end = state.path("End").asBoolean();
        if (end == state.has("Next")) {
            definition.schema("A state needs either 'Next' or 'End'", at);
        }
        if (state.has("Next")) {
            definition.target(states, state.path("Next").asText(), at + "/Next");
        }
    }

    private void path(JsonNode state, String field, boolean reference) {
        JsonNode path = state.path(field);
        if (!path.isTextual()) {
            return;
        }
        String text = path.asText();
        try {
            if (field.endsWith("Path") && !reference && text.startsWith("States.")) {
                Intrinsic.parse(text);
                return;
            }
            Path parsed = Path.parse(!reference && text.startsWith("$$") ? text.substring(1) : text);
            if (reference && !parsed.reference()) {
                definition.schema("The value for '" + field + "' must be a Reference Path", at + "/" + field);
            }
        } catch (IllegalArgumentException e) {
            definition.schema(String.valueOf(e.getMessage()), at + "/" + field);
        }
    }

    private void retries(JsonNode state) {
        for (String list : List.of("Retry", "Catch")) {
            for (int i = 0; i < state.path(list).size(); i++) {
                JsonNode one = state.path(list).path(i);
                String place = at + "/" + list + "[" + i + "]";
                Set<String> known = list.equals("Retry") ? RETRY : CATCH;
                one.fieldNames().forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        definition.schema("Field is not supported", place + "/" + field);
                    }
                });
                if (one.path("ErrorEquals").isEmpty()) {
                    definition.schema("The field 'ErrorEquals' must not be empty", place + "/ErrorEquals");
                }
                if (list.equals("Catch")) {
                    definition.target(states, one.path("Next").asText(), place + "/Next");
                } else if (one.path("BackoffRate").asDouble(1) < 1
                        || one.path("IntervalSeconds").asInt(1) < 1) {
                    definition.schema("'BackoffRate' and 'IntervalSeconds' must be at least 1", place);
                }
            }
        }
    }

    private void special(JsonNode state, String type) {
        switch (type) {
            case "Task" -> {
                String wrong = definition.resource(state.path("Resource").asText());
                if (!wrong.isEmpty()) {
                    definition.schema(wrong, at + "/Resource");
                }
            }
            case "Choice" -> choices(state);
            case "Wait" -> {
                if (WAITS.stream().filter(state::has).count() != 1) {
                    definition.schema("A Wait state needs exactly one of " + WAITS, at);
                }
                if (state.has("Timestamp")
                        && Choices.time(state.path("Timestamp").asText()).isEmpty()) {
                    definition.schema("The value must be an ISO 8601 timestamp", at + "/Timestamp");
                }
            }
            case "Fail" -> {
                for (String field : List.of("ErrorPath", "CausePath")) {
                    if (state.has(field)) {
                        Template.expression(state.path(field).asText(), at + "/" + field, this::problem);
                    }
                }
            }
            case "Parallel" -> {
                if (state.path("Branches").isEmpty()) {
                    definition.schema("The field 'Branches' must not be empty", at + "/Branches");
                }
                for (int i = 0; i < state.path("Branches").size(); i++) {
                    definition.branch(state.path("Branches").path(i), at + "/Branches[" + i + "]", depth + 1);
                }
            }
            case "Map" -> map(state);
            default -> {}
        }
    }

    private void choices(JsonNode state) {
        if (state.path("Choices").isEmpty()) {
            definition.schema("The field 'Choices' must not be empty", at + "/Choices");
        }
        for (int i = 0; i < state.path("Choices").size(); i++) {
            JsonNode rule = state.path("Choices").path(i);
            String place = at + "/Choices[" + i + "]";
            definition.target(states, rule.path("Next").asText(), place + "/Next");
            Choices.check(rule, place, this::problem);
        }
        if (state.has("Default")) {
            definition.target(states, state.path("Default").asText(), at + "/Default");
        }
    }

    private void map(JsonNode state) {
        String field = state.has("Iterator") ? "Iterator" : "ItemProcessor";
        JsonNode processor = state.path(field);
        if (!processor.path("ProcessorConfig").path("Mode").asText("INLINE").equals("INLINE")) {
            definition.schema("The engine runs inline maps only", at + "/" + field + "/ProcessorConfig/Mode");
        }
        definition.branch(processor, at + "/" + field, depth + 1);
    }
}
