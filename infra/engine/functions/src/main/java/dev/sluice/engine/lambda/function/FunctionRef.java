package dev.sluice.engine.lambda.function;

import dev.sluice.engine.aws.AwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which function, and which version or alias of it.
 *
 * @param qualifier a version, an alias or {@code $LATEST}; empty if the caller named none
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestParameters">Name formats</a>
 */
public record FunctionRef(String region, String account, String name, String qualifier) {

    public static final String LATEST = "$LATEST";

    private static final String REGEX =
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
                    + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?";
    private static final Pattern PATTERN = Pattern.compile(REGEX);
    private static final Pattern QUALIFIER = Pattern.compile("\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_$]+");
    private static final int LONGEST = 170;
    private static final int LONGEST_NAME = 64;

    /**
     * Reads a name, a partial ARN or an ARN.
     *
     * @param account the caller's, for names without one
     * @param extra the qualifier that came apart from the name; empty for none
     */
    public static FunctionRef of(String text, String extra, String account, String region) {
        Matcher matcher = PATTERN.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw LambdaErrors.validation(
                    text, "functionName", "Member must satisfy regular expression pattern: " + REGEX);
        }
        String name = matcher.group(7);
        if (name.length() > LONGEST_NAME) {
            throw LambdaErrors.validation(
                    name, "functionName", "Member must have length less than or equal to " + LONGEST_NAME);
        }
        String inName = matcher.group(9) == null ? "" : matcher.group(9);
        if (!extra.isEmpty() && !QUALIFIER.matcher(extra).matches()) {
            throw LambdaErrors.validation(
                    extra, "qualifier", "Member must satisfy regular expression pattern: " + QUALIFIER.pattern());
        }
        if (!inName.isEmpty() && !extra.isEmpty() && !inName.equals(extra)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        String given = matcher.group(5);
        String place = matcher.group(3);
        FunctionRef ref = new FunctionRef(
                place == null ? region : place.substring(0, place.length() - 1),
                given == null ? account : given.substring(0, given.length() - 1),
                name,
                inName.isEmpty() ? extra : inName);
        return ref.inRegion(region);
    }

    private FunctionRef inRegion(String home) {
        if (!region.equals(home)) {
            throw AwsException.of(
                    "ResourceNotFoundException",
                    404,
                    "Functions from '" + region + "' are not reachable in this region ('" + home + "')");
        }
        return this;
    }

    /** The ARN without a qualifier. */
    public String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    /** The ARN as the caller meant it. */
    public String qualifiedArn() {
        return qualifier.isEmpty() ? arn() : arn() + ":" + qualifier;
    }

    public FunctionRef with(String other) {
        return new FunctionRef(region, account, name, other);
    }

    /** The key of the function, whatever the qualifier. */
    public String id() {
        return account + "/" + name;
    }

    public boolean isLatest() {
        return qualifier.isEmpty() || qualifier.equals(LATEST);
    }
}
