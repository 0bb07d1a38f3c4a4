package dev.sluice.delivery.api.input;

import java.util.List;
import java.util.stream.Collectors;

/** What a caller sent cannot be taken; holds everything that is wrong with it. */
public final class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidInputException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> String.join(".", problem.place()) + " " + problem.message())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** One problem of one member of the body. */
    public static InvalidInputException body(String field, String message) {
        return new InvalidInputException(List.of(new Problem(List.of("body", field), message, Problem.VALUE)));
    }

    /** One problem of one parameter of the query. */
    public static InvalidInputException query(String parameter, String message) {
        return new InvalidInputException(List.of(new Problem(List.of("query", parameter), message, Problem.VALUE)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
