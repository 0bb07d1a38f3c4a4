package dev.sluice.rules.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is not a JSON Schema, or not one that can be used here; the message lists every flaw. */
public final class InvalidSchemaException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> flaws;

    InvalidSchemaException(List<Violation> flaws) {
        super("is not a JSON Schema: "
                + flaws.stream()
                        .map(flaw -> flaw.pointer() + " " + flaw.message())
                        .collect(Collectors.joining("; ")));
        this.flaws = List.copyOf(flaws);
    }

    /** What is wrong, by place in the document. */
    public List<Violation> flaws() {
        return flaws;
    }
}
