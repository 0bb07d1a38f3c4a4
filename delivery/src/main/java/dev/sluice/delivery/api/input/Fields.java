package dev.sluice.delivery.api.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of a body, or the parameters of a query. Each is read by a rule; {@link #check} then throws if any was wrong, naming
 * all of them. Members that nobody reads are ignored, for clients of other versions send some. Not thread-safe.
 */
public final class Fields {

    private final JsonNode object;
    private final List<String> place;
    private final List<Problem> problems;

    /** @param place {@code body} or {@code query} */
    public Fields(JsonNode object, String place) {
        this(object, List.of(place), new ArrayList<>());
    }

    private Fields(JsonNode object, List<String> place, List<Problem> problems) {
        this.object = object;
        this.place = place;
        this.problems = problems;
        if (!object.isObject()) {
            problems.add(new Problem(this.place, "must be a JSON object", Problem.UNREADABLE));
        }
    }

    /** A member that must be there. */
    public <T> Field<T> required(String name, Rule<T> rule) {
        Field<T> field = patched(name, rule);
        if (!field.given() && object.isObject()) {
            problems.add(new Problem(Problem.inside(place, name), "is required", Problem.MISSING));
        }
        return field;
    }

    /** A member that may be absent or {@code null}. */
    public <T> Field<T> optional(String name, Rule<T> rule) {
        JsonNode value = object.get(name);
        return value == null || value.isNull()
                ? new Field<>(value != null, Optional.empty())
                : new Field<>(true, rule.read(value, Problem.inside(place, name), problems));
    }

    /** A member that may be absent but not {@code null}. */
    public <T> Field<T> patched(String name, Rule<T> rule) {
        Field<T> field = optional(name, rule);
        if (object.path(name).isNull()) {
            problems.add(new Problem(Problem.inside(place, name), "must not be null", Problem.VALUE));
        }
        return field;
    }

    /** The first of several names of the same member that is there. */
    public <T> Field<T> either(Rule<T> rule, String... names) {
        Field<T> field = new Field<>(false, Optional.empty());
        for (String name : names) {
            if (!field.given()) {
                field = optional(name, rule);
            }
        }
        return field;
    }

    /** An object in here, if there is one; what is wrong in there is reported by this one's check. */
    public Optional<Fields> object(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new Fields(value, Problem.inside(place, name), problems));
    }

    /** Adds what only the reader of several members can see. */
    public void problem(String name, String message) {
        problems.add(new Problem(Problem.inside(place, name), message, Problem.VALUE));
    }

    /** @throws InvalidInputException if anything that was read is wrong */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }
}
