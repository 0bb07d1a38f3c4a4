package dev.sluice.engine.dynamodb.table;

import dev.sluice.engine.aws.AwsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which table a caller means: by its name in the caller's account, or by its ARN in any. */
public record TableName(String account, String name) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]+");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:dynamodb:(?<region>[a-z0-9-]+):(?<account>\\d{12})"
                    + ":table/(?<name>[a-zA-Z0-9_.-]{3,255})");
    private static final int LENGTH_MAX = 255;
    private static final int LENGTH_MIN = 3;

    /** @throws AwsException ValidationException if {@code text} is neither a name nor the ARN of a table of this region */
    public static TableName parse(String text, String callerAccount, String region) {
        if (!text.startsWith("arn:")) {
            check(text);
            return new TableName(callerAccount, text);
        }
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("dynamodb") || !parts[5].startsWith("table/")) {
            throw AwsException.validation("Invalid table/index ARN: " + text);
        }
        if (!parts[3].equals(region)) {
            throw AwsException.validation("Invalid table/index ARN: the region of " + text + " is not " + region);
        }
        String name = parts[5].substring("table/".length()).split("/", 2)[0];
        check(name);
        return new TableName(parts[4], name);
    }

    /** @throws AwsException ValidationException if {@code text} is not the ARN of a table, as a ResourceArn must be */
    public static TableName ofArn(String text, String region) {
        Matcher arn = ARN.matcher(text);
        if (!arn.matches() || !arn.group("region").equals(region)) {
            throw AwsException.validation("Invalid TableArn: Invalid ResourceArn provided as input " + text);
        }
        return new TableName(arn.group("account"), arn.group("name"));
    }

    private static void check(String name) {
        if (name.length() < LENGTH_MIN || name.length() > LENGTH_MAX) {
            throw AwsException.validation(
                    "TableName must be at least 3 characters long and at most 255 characters long");
        }
        if (!NAME.matcher(name).matches()) {
            throw AwsException.validation("1 validation error detected: Value '" + name
                    + "' at 'tableName' failed to satisfy constraint:"
                    + " Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
    }

    public String arn(String region) {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }
}
