package dev.sluice.engine.iam.condition;

import dev.sluice.engine.aws.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of a condition or a resource as a policy writes it: text with {@code *}, {@code ?}, the variables
 * <code>${key}</code> and <code>${key, 'default'}</code>, and the escapes <code>${*}</code>, <code>${?}</code> and
 * <code>${$}</code>.
 *
 * @param fixed what it stands for in every request; empty if it has variables
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
public record PolicyText(String text, Optional<Glob> fixed) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");
    private static final Pattern WITH_DEFAULT = Pattern.compile("([^,]+),\\s*'([^']*)'\\s*");

    public static PolicyText of(String text) {
        return new PolicyText(
                text,
                VARIABLE.matcher(text).find()
                        ? Optional.empty()
                        : Optional.of(new Glob.Builder().written(text).build()));
    }

    /**
     * What it stands for in a request.
     *
     * @return empty if a variable has neither a single value nor a default there: such a text matches nothing
     */
    public Optional<Glob> in(Context context) {
        if (fixed.isPresent()) {
            return fixed;
        }
        Glob.Builder glob = new Glob.Builder();
        Matcher matcher = VARIABLE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            Optional<String> value = value(matcher.group(1), context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            glob.written(text.substring(from, matcher.start())).value(value.get());
            from = matcher.end();
        }
        return Optional.of(glob.written(text.substring(from)).build());
    }

    private static Optional<String> value(String variable, Context context) {
        if (variable.equals("*") || variable.equals("?") || variable.equals("$")) {
            return Optional.of(variable);
        }
        Matcher withDefault = WITH_DEFAULT.matcher(variable);
        return withDefault.matches()
                ? context.text(withDefault.group(1).strip()).or(() -> Optional.of(withDefault.group(2)))
                : context.text(variable.strip());
    }
}
