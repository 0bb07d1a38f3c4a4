package dev.sluice.engine.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.TextConstraint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * PutParameter.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 */
final class PutParameter implements Operation {

    private static final TextConstraint NAME = TextConstraint.length(1, 2_048);
    private static final TextConstraint VALUE = TextConstraint.length(1, Integer.MAX_VALUE);
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, 1_024);
    private static final TextConstraint TYPE = TextConstraint.oneOf("SecureString", "StringList", "String");
    private static final TextConstraint PATTERN = TextConstraint.length(0, 1_024);
    private static final TextConstraint TIER = TextConstraint.oneOf("Advanced", "Intelligent-Tiering", "Standard");
    private static final TextConstraint DATA_TYPE =
            TextConstraint.oneOf("text", "aws:ec2:image", "aws:ssm:integration");
    private static final Pattern NAMES = Pattern.compile("/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*");
    private static final int LONGEST_NAME = 1_011;
    private static final int LEVELS = 15;
    private static final int STANDARD = 4_096;
    private static final int ADVANCED = 8_192;
    private static final int MOST = 10_000;
    private static final int MOST_TAGS = 50;

    private final Parameters parameters;

    PutParameter(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Response call(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        String value = members.required("Value", VALUE);
        Optional<String> type = members.text("Type", TYPE);
        members.text("Description", DESCRIPTION);
        members.text("AllowedPattern", PATTERN);
        members.text("Tier", TIER);
        members.text("DataType", DATA_TYPE);
        members.check();
        checkName(name);
        String account = request.caller().account();
        parameters.allow(request, "PutParameter", parameters.arn(account, name));
        synchronized (parameters) {
            Optional<Parameter> old = parameters.find(account, name);
            if (old.isPresent() && !request.input().path("Overwrite").asBoolean()) {
                throw AwsException.of(
                        "ParameterAlreadyExists",
                        "The parameter already exists. To overwrite this value, set the overwrite option in the request"
                                + " to true.");
            }
            if (old.isEmpty() && type.isEmpty()) {
                throw AwsException.validation("A parameter type is required when you create a parameter.");
            }
            if (old.isPresent() && type.isPresent() && !old.get().type().equals(type.get())) {
                throw AwsException.of(
                        "HierarchyTypeMismatchException",
                        "The parameter type can't be changed: delete the parameter and create it again.");
            }
            if (old.isEmpty() && parameters.of(account).size() >= MOST) {
                throw AwsException.of("ParameterLimitExceeded", "The account has too many parameters.");
            }
            Parameter described = described(request, old, type, name, account);
            checkValue(described, value);
            long number = old.map(before -> before.latest().number() + 1).orElse(1L);
            Parameter.Version version = new Parameter.Version(
                    number,
                    parameters.seal(described, number, value),
                    parameters.now(),
                    request.caller().arn());
            parameters.put(described.plus(version));
            return Response.of(Json.object().put("Version", number).put("Tier", described.tier()));
        }
    }

    private Parameter described(
            Request request, Optional<Parameter> old, Optional<String> type, String name, String account) {
        return new Parameter(
                parameters.arn(account, name),
                account,
                name,
                type.or(() -> old.map(Parameter::type)).orElse("String"),
                text(request, "Description", old.map(Parameter::description).orElse("")),
                text(request, "AllowedPattern", old.map(Parameter::pattern).orElse("")),
                text(request, "Tier", old.map(Parameter::tier).orElse("Standard")),
                text(request, "DataType", old.map(Parameter::dataType).orElse("text")),
                old.map(Parameter::versions).orElse(List.of()),
                tags(old.map(Parameter::tags).orElse(Map.of()), request.input().path("Tags")));
    }

    private static String text(Request request, String member, String fallback) {
        return request.input().path(member).asText(fallback);
    }

    /** The old tags with those of a request. */
    static Map<String, String> tags(Map<String, String> old, JsonNode tags) {
        Map<String, String> all = new TreeMap<>(old);
        tags.forEach(tag -> all.put(tag.path("Key").asText(), tag.path("Value").asText()));
        if (all.size() > MOST_TAGS) {
            throw AwsException.of("TooManyTagsError", "A parameter can have at most 50 tags.");
        }
        return all;
    }

    private static void checkName(String name) {
        String first = (name.startsWith("/") ? name.substring(1) : name).toLowerCase(Locale.ROOT);
        if (first.startsWith("aws") || first.startsWith("ssm")) {
            throw AwsException.validation(
                    "Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        }
        if (name.length() > LONGEST_NAME
                || !NAMES.matcher(name).matches()
                || (name.indexOf('/') > 0)
                || name.chars().filter(c -> c == '/').count() > LEVELS) {
            throw AwsException.validation(
                    "Parameter name: can't contain characters other than a-zA-Z0-9_.- and, in a path"
                            + " that begins with one and has at most 15 levels, slashes.");
        }
    }

    private static void checkValue(Parameter parameter, String value) {
        int most = parameter.tier().equals("Standard") ? STANDARD : ADVANCED;
        if (value.length() > most) {
            throw AwsException.validation(
                    parameter.tier() + " tier parameters support a maximum parameter value of " + most
                            + " characters."
                            + (most == STANDARD
                                    ? " To create a larger parameter value, upgrade the parameter to use the advanced-parameter"
                                            + " tier."
                                    : ""));
        }
        try {
            if (!parameter.pattern().isEmpty()
                    && !Pattern.compile(parameter.pattern()).matcher(value).find()) {
                throw AwsException.of(
                        "ParameterPatternMismatchException",
                        "Parameter value, cannot be validated against allowedPattern: " + parameter.pattern());
            }
        } catch (PatternSyntaxException | StackOverflowError e) {
            throw AwsException.of(
                    "InvalidAllowedPatternException", "The allowed pattern is not a valid regular expression.");
        }
    }
}
