package dev.sluice.engine.cfn.template;

import java.util.List;

/** A template that the engine cannot carry out; each problem begins with the JSON pointer of its place. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public TemplateException(String pointer, String problem) {
        this(List.of(pointer + " " + problem));
    }

    /** All that is wrong with a template, one line each. */
    public TemplateException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
