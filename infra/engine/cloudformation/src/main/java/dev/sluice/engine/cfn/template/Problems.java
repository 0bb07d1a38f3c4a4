package dev.sluice.engine.cfn.template;

import dev.sluice.engine.aws.AwsException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Collects problems, so that one run reports all of them. Never shows a secret value. Not thread-safe. */
public final class Problems {

    private final Set<String> lines = new LinkedHashSet<>();
    private final Secrets secrets;

    public Problems(Secrets secrets) {
        this.secrets = secrets;
    }

    public void add(String pointer, String problem) {
        add(pointer + " " + problem);
    }

    public void add(String line) {
        lines.add(secrets.mask(line));
    }

    /** Runs {@code step}; what it throws for the template becomes a problem, prefixed with {@code context}. True if it went well. */
    public boolean attempt(String context, Runnable step) {
        return attempt(
                context,
                () -> {
                    step.run();
                    return true;
                },
                false);
    }

    public <T> T attempt(String context, Supplier<T> step, T otherwise) {
        try {
            return step.get();
        } catch (TemplateException e) {
            e.problems().forEach(line -> add(context.isEmpty() ? line : context + ": " + line));
        } catch (AwsException e) {
            add(context + ": " + e.code() + ": " + e.message());
        }
        return otherwise;
    }

    boolean none() {
        return lines.isEmpty();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** @throws TemplateException if there is any problem */
    public void check() {
        if (!lines.isEmpty()) {
            throw new TemplateException(lines());
        }
    }
}
