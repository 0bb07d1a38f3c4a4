package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.lambda.function.Alias;
import dev.sluice.engine.lambda.function.EventInvoke;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.request.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** How functions look in answers. */
final class Views {

    private Views() {}

    /** @param qualified whether the ARN shows the version */
    static ObjectNode configuration(LambdaFunction function, Version version, boolean qualified) {
        Settings settings = version.settings();
        ObjectNode view = Json.object()
                .put("FunctionName", function.name())
                .put("FunctionArn", qualified ? function.arn() + ":" + version.number() : function.arn())
                .put("Runtime", settings.runtime())
                .put("Role", settings.role())
                .put("Handler", settings.handler())
                .put("CodeSize", settings.code().size())
                .put("Description", settings.description())
                .put("Timeout", settings.timeout())
                .put("MemorySize", settings.memory())
                .put("LastModified", version.modified())
                .put("CodeSha256", sha256(settings))
                .put("Version", version.number())
                .put("RevisionId", version.revision())
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful")
                .put("PackageType", "Zip");
        view.putArray("Architectures").add("x86_64");
        view.putObject("TracingConfig").put("Mode", "PassThrough");
        view.putObject("EphemeralStorage").put("Size", 512);
        view.putObject("SnapStart").put("ApplyOn", "None").put("OptimizationStatus", "Off");
        view.putObject("LoggingConfig")
                .put("LogFormat", "Text")
                .put(
                        "LogGroup",
                        settings.logGroup().isEmpty() ? "/aws/lambda/" + function.name() : settings.logGroup());
        view.putObject("RuntimeVersionConfig").put("RuntimeVersionArn", runtimeArn(function, settings.runtime()));
        settings.others().forEach((member, value) -> {
            // A log format of its own stands beside the log group.
            if (view.get(member) instanceof ObjectNode shown && member.equals("LoggingConfig")) {
                shown.setAll((ObjectNode) value);
            } else {
                view.set(member, value);
            }
        });
        if (!settings.environment().isEmpty()) {
            settings.environment().forEach(view.putObject("Environment").putObject("Variables")::put);
        }
        if (!settings.deadLetter().isEmpty()) {
            view.putObject("DeadLetterConfig").put("TargetArn", settings.deadLetter());
        }
        return view;
    }

    /** As the answer to what makes a function or a version: AWS is not done then, although the engine is. */
    static ObjectNode creating(ObjectNode view) {
        view.remove("LastUpdateStatus");
        return view.put("State", "Pending")
                .put("StateReason", "The function is being created.")
                .put("StateReasonCode", "Creating");
    }

    /** AWS's ARNs have the hash of a runtime's version; the engine's have one of its name. */
    private static String runtimeArn(LambdaFunction function, String runtime) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(runtime.getBytes(StandardCharsets.UTF_8));
            return "arn:aws:lambda:" + function.arn().split(":", 5)[3] + "::runtime:"
                    + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String sha256(Settings settings) {
        return Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(settings.code().hash()));
    }

    static ObjectNode alias(LambdaFunction function, Alias alias) {
        ObjectNode view = Json.object()
                .put("AliasArn", function.arn() + ":" + alias.name())
                .put("Name", alias.name())
                .put("FunctionVersion", alias.version())
                .put("Description", alias.description())
                .put("RevisionId", alias.revision());
        if (!alias.weights().isEmpty()) {
            alias.weights().forEach(view.putObject("RoutingConfig").putObject("AdditionalVersionWeights")::put);
        }
        return view;
    }

    static ObjectNode eventInvoke(LambdaFunction function, String qualifier, EventInvoke config) {
        ObjectNode view = Json.object()
                .put("LastModified", config.modified())
                .put("FunctionArn", function.arn() + ":" + (qualifier.isEmpty() ? "$LATEST" : qualifier));
        if (config.retries() != EventInvoke.UNSET) {
            view.put("MaximumRetryAttempts", config.retries());
        }
        if (config.maximumAge() != EventInvoke.UNSET) {
            view.put("MaximumEventAgeInSeconds", config.maximumAge());
        }
        ObjectNode destinations = view.putObject("DestinationConfig");
        put(destinations.putObject("OnSuccess"), config.onSuccess());
        put(destinations.putObject("OnFailure"), config.onFailure());
        return view;
    }

    private static void put(ObjectNode destination, String arn) {
        if (!arn.isEmpty()) {
            destination.put("Destination", arn);
        }
    }
}
