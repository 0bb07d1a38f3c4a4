package dev.sluice.engine.states.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.states.data.Path;
import dev.sluice.engine.states.data.Scope;
import dev.sluice.engine.states.data.StateError;
import dev.sluice.engine.states.data.Template;
import java.time.Instant;
import java.util.Optional;

/**
 * How data goes through a state: InputPath, Parameters, ResultSelector, ResultPath, OutputPath, in this order.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html">Input and output processing</a>
 */
public final class Flow {

    private Flow() {}

    /** What InputPath lets through. */
    public static JsonNode input(JsonNode state, Scope scope) {
        return filter(state, "InputPath", scope);
    }

    /** What the state works on: its Parameters, or its input if it has none. */
    public static JsonNode effective(JsonNode state, String member, Scope scope) {
        JsonNode template = state.path(member);
        return template.isMissingNode() ? scope.input() : Template.fill(template, scope);
    }

    /** The state's output, made of its input and its result. */
    public static JsonNode output(JsonNode state, Scope raw, JsonNode result) {
        JsonNode selected =
                state.has("ResultSelector") ? Template.fill(state.path("ResultSelector"), raw.with(result)) : result;
        return filter(state, "OutputPath", raw.with(place(state, raw.input(), selected)));
    }

    /** Where ResultPath puts a result; a ResultPath of null discards it. */
    public static JsonNode place(JsonNode holder, JsonNode input, JsonNode result) {
        JsonNode path = holder.path("ResultPath");
        if (path.isNull()) {
            return input;
        }
        return path.isMissingNode() ? result : Path.parse(path.asText()).put(input, result);
    }

    private static JsonNode filter(JsonNode state, String member, Scope scope) {
        JsonNode path = state.path(member);
        if (path.isNull()) {
            return Json.object();
        }
        return path.isMissingNode() ? scope.input() : Template.value(path.asText(), scope);
    }

    public static JsonNode outputOnly(JsonNode state, Scope scope) {
        return filter(state, "OutputPath", scope);
    }

    /** The items of a Map state. */
    public static JsonNode itemsAt(JsonNode state, Scope scope) {
        return filter(state, "ItemsPath", scope);
    }

    /** A member that may be given by a path instead. */
    public static JsonNode given(JsonNode state, String member, Scope scope) {
        return state.has(member + "Path")
                ? Template.value(state.path(member + "Path").asText(), scope)
                : state.path(member);
    }

    /** The state that a Choice leads to. */
    public static String choose(JsonNode state, Scope scope) {
        for (JsonNode rule : state.path("Choices")) {
            if (Choices.holds(rule, scope)) {
                return rule.path("Next").asText();
            }
        }
        if (state.has("Default")) {
            return state.path("Default").asText();
        }
        throw new StateError("States.NoChoiceMatched", "No choices matched and no default is set.");
    }

    /** When a Wait state is over. */
    public static Instant until(JsonNode state, Scope scope, Instant now) {
        JsonNode seconds = given(state, "Seconds", scope);
        if (seconds.isNumber() && seconds.asLong() >= 0) {
            return now.plusSeconds(Math.min(seconds.asLong(), Definition.MOST_SECONDS));
        }
        Optional<Instant> at = Choices.time(given(state, "Timestamp", scope).asText());
        return at.orElseThrow(
                () -> StateError.runtime("The Wait state has neither a number of seconds nor a timestamp."));
    }
}
