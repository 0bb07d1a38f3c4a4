package dev.sluice.rules.catalog.read;

import java.util.List;

/** A catalog with problems; the message lists all of them, one a line, as {@code file:line#pointer: what is wrong}, sorted by file and line. */
public final class CatalogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    CatalogException(List<String> problems) {
        super("the catalog has " + problems.size() + (problems.size() == 1 ? " problem:\n" : " problems:\n")
                + String.join("\n", problems));
        this.problems = problems;
    }

    public List<String> problems() {
        return problems;
    }
}
