package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the value of each parameter: the given one, or its default.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
public final class Parameters {

    private static final String SSM = "AWS::SSM::Parameter::Value<";

    /** CDK puts the version of its bootstrap stack here; one machine has none, and nothing but a rule reads it. */
    private static final String BOOTSTRAP = "BootstrapVersion";

    private final Kernel kernel;
    private final Problems problems;
    private final Secrets secrets;

    public Parameters(Kernel kernel, Problems problems, Secrets secrets) {
        this.kernel = kernel;
        this.problems = problems;
        this.secrets = secrets;
    }

    /** The values as texts, by name; what is wrong is added to the problems. */
    public Map<String, String> values(Template template, Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        template.section("Parameters").forEach((name, declaration) -> {
            Optional<String> value = Optional.ofNullable(given.get(name)).or(() -> fallback(declaration));
            if (hidden(declaration)) {
                value.ifPresent(secrets::add);
            }
            if (value.isEmpty()) {
                problems.add("/Parameters/" + name, "has no default; give it a value");
                return;
            }
            new ParameterCheck(name, declaration, problems).check(value.get());
            values.put(name, stored(name, type(declaration), value.get()));
        });
        return values;
    }

    public static boolean hidden(JsonNode declaration) {
        return declaration.path("NoEcho").asBoolean(false);
    }

    public static String type(JsonNode declaration) {
        return declaration.path("Type").asText("");
    }

    private static Optional<String> fallback(JsonNode declaration) {
        JsonNode value = declaration.path("Default");
        return value.isValueNode() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** The value itself, or what the parameter store holds under that name. */
    private String stored(String name, String type, String value) {
        if (!type.startsWith(SSM) || name.equals(BOOTSTRAP)) {
            return value;
        }
        try {
            return kernel.aws()
                    .call(
                            Caller.internal(kernel.account()),
                            "ssm",
                            "GetParameter",
                            Json.object().put("Name", value))
                    .path("Parameter")
                    .path("Value")
                    .asText();
        } catch (AwsException e) {
            problems.add("/Parameters/" + name, "names the stored parameter " + value + ": " + e.message());
            return value;
        }
    }

    /** What {@code Ref} gives: a list for list types. */
    public static JsonNode value(String type, String value) {
        String inner = type.startsWith(SSM) ? type.substring(SSM.length(), type.length() - 1) : type;
        if (inner.equals("CommaDelimitedList") || inner.startsWith("List<")) {
            var list = Json.array();
            if (!value.isEmpty()) {
                for (String part : value.split(",", -1)) {
                    list.add(part.strip());
                }
            }
            return list;
        }
        return Json.object().textNode(value);
    }
}
