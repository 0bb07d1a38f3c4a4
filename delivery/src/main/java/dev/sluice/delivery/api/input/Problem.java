package dev.sluice.delivery.api.input;

import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is wrong with a request.
 *
 * @param place where, from the outside in: {@code body}, {@code query} or {@code path}, then names and indexes
 * @param message what is wrong and what was expected, for the caller's eyes
 * @param type a word for programs, such as {@code value_error}
 */
public record Problem(List<String> place, String message, String type) {

    public static final String VALUE = "value_error";
    public static final String MISSING = "value_error.missing";
    public static final String UNREADABLE = "value_error.jsondecode";

    public Problem {
        place = List.copyOf(place);
    }

    static List<String> inside(List<String> place, String name) {
        List<String> deeper = new ArrayList<>(place);
        deeper.add(name);
        return deeper;
    }
}
