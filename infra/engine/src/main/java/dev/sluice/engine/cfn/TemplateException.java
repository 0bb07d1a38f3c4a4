package dev.sluice.engine.cfn;

/** A template that the engine cannot carry out; the message begins with the JSON pointer of the place. */
public final class TemplateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TemplateException(String pointer, String problem) {
        super(pointer + " " + problem);
    }
}
