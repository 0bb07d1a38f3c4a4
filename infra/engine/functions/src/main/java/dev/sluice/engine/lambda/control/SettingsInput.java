package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.lambda.function.Code;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.process.Language;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a function's configuration from a request, on top of what it was. */
final class SettingsInput {

    private static final Settings NEW =
            new Settings("", "", "", "", 3, LambdaLimits.MEMORY_MIN, Map.of(), "", "", new Code("", 0), Map.of());

    /** What the members that a request leaves out stand for while those that it gives are checked. */
    private static final Settings VALID = new Settings(
            "h", "java17", "arn:aws:iam::000000000000:role/r", "", 3, 128, Map.of(), "", "", new Code("", 0), Map.of());

    /** Members that are kept and shown: their meaning needs AWS's network, machines or tracing. */
    private static final List<String> OTHERS =
            List.of("VpcConfig", "TracingConfig", "Architectures", "EphemeralStorage", "SnapStart", "KMSKeyArn");

    private static final List<String> NOT_SUPPORTED = List.of(
            "Layers", "FileSystemConfigs", "ImageConfig", "CapacityProviderConfig", "DurableConfig", "TenancyConfig");

    private static final Pattern JAVA = Pattern.compile("java(8\\.al2|11|17|21|25)");
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");

    private static final String ENVIRONMENT = "Environment";

    private SettingsInput() {}

    static Settings created(Request request, Code code) {
        Requests.required(request, "Role");
        Requests.required(request, "Runtime");
        Requests.required(request, "Handler");
        return changed(request, NEW.withCode(code));
    }

    /** Checks what a request says by itself, before the function that it is about is looked up. */
    static void check(Request request) {
        changed(request, VALID);
    }

    static Settings changed(Request request, Settings old) {
        JsonNode input = request.input();
        for (String member : NOT_SUPPORTED) {
            if (!input.path(member).isEmpty()) {
                throw LambdaErrors.invalid("The engine does not support " + member + " of functions.");
            }
        }
        Map<String, JsonNode> others = new TreeMap<>(old.others());
        OTHERS.stream().filter(input::has).forEach(member -> others.put(member, input.get(member)));
        if (input.has(ENVIRONMENT)) {
            // It is shown because it was given, even if nothing is in it.
            others.put(ENVIRONMENT, Json.object().set("Variables", Json.object()));
        }
        String runtime = runtime(Requests.text(request, "Runtime").orElse(old.runtime()));
        LoggingInput.read(input.path("LoggingConfig"), runtime, others);
        return new Settings(
                handler(Requests.text(request, "Handler").orElse(old.handler())),
                runtime,
                role(Requests.text(request, "Role").orElse(old.role())),
                description(Requests.text(request, "Description").orElse(old.description())),
                Requests.number(request, "Timeout", old.timeout(), 1, LambdaLimits.TIMEOUT),
                Requests.number(request, "MemorySize", old.memory(), LambdaLimits.MEMORY_MIN, LambdaLimits.MEMORY_MAX),
                input.has("Environment") ? environment(input.path("Environment").path("Variables")) : old.environment(),
                input.has("DeadLetterConfig")
                        ? deadLetter(
                                input.path("DeadLetterConfig").path("TargetArn").asText(""))
                        : old.deadLetter(),
                input.has("LoggingConfig")
                        ? input.path("LoggingConfig").path("LogGroup").asText("")
                        : old.logGroup(),
                old.code(),
                others);
    }

    private static String handler(String handler) {
        if (handler.length() > 128 || !handler.matches("[^\\s]+")) {
            throw LambdaErrors.validation(
                    handler, "handler", "Member must satisfy regular expression pattern: [^\\s]+");
        }
        return handler;
    }

    private static String runtime(String runtime) {
        if (JAVA.matcher(runtime).matches()) {
            return runtime;
        }
        Language language = Language.of(runtime)
                .orElseThrow(() -> LambdaErrors.invalid(
                        "The engine runs functions in Java (java8.al2, java11, java17, java21, java25), Python (python3.8 and"
                                + " later) and JavaScript (nodejs14.x and later); the runtime given is " + runtime
                                + "."));
        if (!language.available()) {
            throw LambdaErrors.invalid("The engine runs functions of the runtime " + runtime + " with the machine's "
                    + language.interpreter() + ", which is not on the PATH.");
        }
        return runtime;
    }

    private static String role(String role) {
        if (!ROLE.matcher(role).matches()) {
            throw LambdaErrors.validation(
                    role, "role", "Member must satisfy regular expression pattern: " + ROLE.pattern());
        }
        return role;
    }

    private static String description(String text) {
        if (text.length() > 256) {
            throw LambdaErrors.validation(text, "description", "Member must have length less than or equal to 256");
        }
        return text;
    }

    private static String deadLetter(String arn) {
        if (!arn.isEmpty() && !arn.matches("arn:aws[a-zA-Z-]*:sqs:[a-z0-9-]+:\\d{12}:.+")) {
            throw LambdaErrors.invalid(
                    "The engine takes SQS queues as dead-letter targets of functions, and not " + arn + ".");
        }
        return arn;
    }

    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Environment variables</a> */
    private static Map<String, String> environment(JsonNode variables) {
        Map<String, String> map = new TreeMap<>(Requests.texts(variables));
        int size = 0;
        for (Map.Entry<String, String> variable : map.entrySet()) {
            String name = variable.getKey();
            if (!NAME.matcher(name).matches()) {
                throw LambdaErrors.validation(
                        map.toString(),
                        "environment.variables",
                        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                                + NAME.pattern() + "]");
            }
            if (RESERVED.contains(name)) {
                throw LambdaErrors.invalid(
                        "Lambda was unable to configure your environment variables because the environment variables you have"
                                + " provided contains reserved keys that are currently not supported for modification. Reserved"
                                + " keys used in this request: " + name);
            }
            size += (name + variable.getValue()).getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > LambdaLimits.ENVIRONMENT) {
            throw LambdaErrors.invalid(
                    "Lambda was unable to configure your environment variables because the environment variables you have"
                            + " provided exceeded the 4KB limit. String measured: " + size);
        }
        return map;
    }

    private static final List<String> RESERVED = List.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");
}
