package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.code.Packages;
import dev.sluice.engine.lambda.function.Code;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import dev.sluice.engine.lambda.function.LambdaLimits;
import dev.sluice.engine.lambda.function.Settings;
import dev.sluice.engine.lambda.function.Version;
import dev.sluice.engine.request.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** CreateFunction and its kin. Changes are in force when the operation answers. */
public final class FunctionOperations {

    private final Requests requests;
    private final Packages packages;

    public FunctionOperations(Requests requests, Packages packages) {
        this.requests = requests;
        this.packages = packages;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateFunction", this::create,
                "GetFunction", this::get,
                "GetFunctionConfiguration", this::configuration,
                "ListFunctions", this::list,
                "UpdateFunctionCode", this::updateCode,
                "UpdateFunctionConfiguration", this::updateConfiguration,
                "DeleteFunction", this::delete,
                "GetAccountSettings", this::account);
    }

    private Response create(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allow(request, "CreateFunction", ref.arn());
        Settings settings = SettingsInput.created(request, new Code("", 0));
        if (requests.functions().find(ref.id()).isPresent()) {
            throw LambdaErrors.conflict("Function already exist: " + ref.name());
        }
        role(request, ref, settings);
        deadLetters(ref, settings);
        settings = settings.withCode(code(request, request.input().path("Code")));
        Map<String, String> tags = Requests.texts(request.input().path("Tags"));
        Version latest = requests.functions().version(FunctionRef.LATEST, settings);
        LambdaFunction function = requests.functions().create(LambdaFunction.of(ref, latest, tags));
        if (request.input().path("Publish").asBoolean()) {
            function = publish(ref, settings.description());
            return Response.of(Views.creating(Views.configuration(function, last(function), true)));
        }
        return Response.of(Views.creating(Views.configuration(function, latest, false)));
    }

    /** Publishes the latest version as the next number, unless it is the same as the last one published. */
    LambdaFunction publish(FunctionRef ref, String description) {
        return requests.functions().change(ref, function -> {
            Settings settings = function.latest().settings().withDescription(description);
            Version before = function.published().get(Integer.toString(function.lastVersion()));
            if (before != null && before.settings().withDescription("").equals(settings.withDescription(""))) {
                return function;
            }
            return function.withPublished(
                    requests.functions().version(Integer.toString(function.lastVersion() + 1), settings));
        });
    }

    static Version last(LambdaFunction function) {
        return function.published().getOrDefault(Integer.toString(function.lastVersion()), function.latest());
    }

    private Response get(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "GetFunction", ref);
        ObjectNode answer = Json.object();
        answer.set("Configuration", configuration(function, ref));
        answer.putObject("Code")
                .put("RepositoryType", "S3")
                .put(
                        "Location",
                        packages.root(function.latest().settings().code())
                                .toUri()
                                .toString());
        if (!function.tags().isEmpty()) {
            function.tags().forEach(answer.putObject("Tags")::put);
        }
        if (function.reserved() >= 0) {
            answer.putObject("Concurrency").put("ReservedConcurrentExecutions", function.reserved());
        }
        return Response.of(answer);
    }

    private Response configuration(Request request) {
        FunctionRef ref = requests.ref(request);
        return Response.of(configuration(requests.allowed(request, "GetFunctionConfiguration", ref), ref));
    }

    private ObjectNode configuration(LambdaFunction function, FunctionRef ref) {
        var alias = function.aliases().get(ref.qualifier());
        String number = alias == null ? ref.qualifier() : alias.version();
        Version version = function.version(number).orElseThrow(() -> LambdaErrors.noFunction(ref));
        ObjectNode view = Views.configuration(function, version, false);
        return view.put("FunctionArn", ref.qualifiedArn());
    }

    private Response list(Request request) {
        requests.allow(request, "ListFunctions", "*");
        boolean all = Requests.text(request, "FunctionVersion").orElse("").equals("ALL");
        List<JsonNode> views = new ArrayList<>();
        for (LambdaFunction function : requests.functions().of(request.caller().account())) {
            views.add(Views.configuration(function, function.latest(), all));
            if (all) {
                function.published()
                        .values()
                        .forEach(version -> views.add(Views.configuration(function, version, true)));
            }
        }
        return Paging.page(request, "Functions", views, view -> view);
    }

    private Response updateCode(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction before = requests.allowed(request, "UpdateFunctionCode", ref.with(""));
        Requests.requireRevision(request, before.latest().revision());
        Code code = code(request, request.input());
        if (request.input().path("DryRun").asBoolean()) {
            return Response.of(Views.configuration(before, before.latest(), false));
        }
        LambdaFunction function = change(ref, before.latest().settings().withCode(code));
        if (request.input().path("Publish").asBoolean()) {
            function = publish(ref, function.latest().settings().description());
            return Response.of(Views.configuration(function, last(function), true));
        }
        return Response.of(Views.configuration(function, function.latest(), false));
    }

    private Response updateConfiguration(Request request) {
        FunctionRef ref = requests.ref(request);
        SettingsInput.check(request);
        LambdaFunction before = requests.allowed(request, "UpdateFunctionConfiguration", ref.with(""));
        Requests.requireRevision(request, before.latest().revision());
        Settings settings = SettingsInput.changed(request, before.latest().settings());
        if (request.input().has("Role")) {
            role(request, ref, settings);
        }
        if (request.input().has("Role") || request.input().has("DeadLetterConfig")) {
            deadLetters(ref, settings);
        }
        LambdaFunction function = change(ref, settings);
        return Response.of(Views.configuration(function, function.latest(), false));
    }

    private void deadLetters(FunctionRef ref, Settings settings) {
        new DestinationRights(requests.kernel(), ref, settings.role()).deadLetters(settings.deadLetter());
    }

    /** What stays as it was keeps its revision and its running instances. */
    private LambdaFunction change(FunctionRef ref, Settings settings) {
        return requests.functions()
                .change(
                        ref,
                        function -> function.latest().settings().equals(settings)
                                ? function
                                : function.withLatest(requests.functions().version(FunctionRef.LATEST, settings)));
    }

    private Response delete(Request request) {
        FunctionRef ref = requests.ref(request);
        requests.allow(request, "DeleteFunction", ref.qualifiedArn());
        LambdaFunction function = requests.functions().require(ref);
        if (ref.qualifier().isEmpty()) {
            requests.functions().remove(ref);
            return Response.empty();
        }
        if (ref.isLatest()) {
            throw LambdaErrors.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        if (!function.published().containsKey(ref.qualifier())) {
            throw LambdaErrors.notFound("Function not found: " + ref.qualifiedArn()
                    + (function.aliases().containsKey(ref.qualifier())
                            ? ", which is an alias: DeleteAlias deletes it"
                            : ""));
        }
        function.aliases().values().stream()
                .filter(alias -> alias.version().equals(ref.qualifier())
                        || alias.weights().containsKey(ref.qualifier()))
                .findFirst()
                .ifPresent(alias -> {
                    throw LambdaErrors.conflict(
                            "Version " + ref.qualifier() + " is being used by aliases [" + alias.name() + "]");
                });
        requests.functions().change(ref, now -> now.withoutVersion(ref.qualifier()));
        return Response.empty();
    }

    private Response account(Request request) {
        requests.allow(request, "GetAccountSettings", "*");
        int reserved = requests.functions().all().stream()
                .mapToInt(function -> Math.max(0, function.reserved()))
                .sum();
        ObjectNode answer = Json.object();
        answer.putObject("AccountLimit")
                .put("CodeSizeUnzipped", LambdaLimits.UNZIPPED)
                .put("CodeSizeZipped", LambdaLimits.ZIPPED)
                .put("ConcurrentExecutions", LambdaLimits.CONCURRENCY)
                .put("UnreservedConcurrentExecutions", LambdaLimits.CONCURRENCY - reserved);
        answer.putObject("AccountUsage")
                .put(
                        "FunctionCount",
                        requests.functions().of(request.caller().account()).size());
        return Response.of(answer);
    }

    private void role(Request request, FunctionRef ref, Settings settings) {
        requests.allowPass(request, settings.role());
        try {
            requests.kernel().access().assume(settings.role(), "lambda.amazonaws.com", ref.arn());
        } catch (AwsException e) {
            throw LambdaErrors.invalid("The role defined for the function cannot be assumed by Lambda.");
        }
    }

    /** {@code LocalPath} comes from the engine's own template only. */
    private Code code(Request request, JsonNode given) {
        if (given.has("LocalPath") && request.caller().kind() == Caller.Kind.INTERNAL) {
            return packages.stage(Path.of(given.path("LocalPath").asText()));
        }
        if (!given.has("ZipFile")) {
            throw LambdaErrors.invalid("Please provide a ZipFile. The engine has no S3, and runs no container images.");
        }
        try {
            byte[] zip = Base64.getDecoder().decode(given.path("ZipFile").asText());
            if (zip.length > LambdaLimits.ZIPPED) {
                throw AwsException.of(
                        "RequestEntityTooLargeException",
                        413,
                        "The deployment package must not exceed " + LambdaLimits.ZIPPED + " bytes.");
            }
            return packages.stage(zip);
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.invalid("ZipFile is not base64.");
        }
    }
}
