package dev.sluice.engine.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.lambda.function.Alias;
import dev.sluice.engine.lambda.function.FunctionRef;
import dev.sluice.engine.lambda.function.LambdaErrors;
import dev.sluice.engine.lambda.function.LambdaFunction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Versions and aliases. */
public final class VersionOperations {

    private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)([a-zA-Z0-9-_]{1,128})");

    private final Requests requests;
    private final FunctionOperations functions;

    public VersionOperations(Requests requests, FunctionOperations functions) {
        this.requests = requests;
        this.functions = functions;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "PublishVersion", this::publish,
                "ListVersionsByFunction", this::versions,
                "CreateAlias", this::create,
                "GetAlias", this::get,
                "UpdateAlias", this::update,
                "DeleteAlias", this::delete,
                "ListAliases", this::list);
    }

    private Response publish(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction before = requests.allowed(request, "PublishVersion", ref.with(""));
        Requests.requireRevision(request, before.latest().revision());
        String hash = Requests.text(request, "CodeSha256").orElse("");
        String actual = Views.configuration(before, before.latest(), false)
                .path("CodeSha256")
                .asText();
        if (!hash.isEmpty() && !hash.equals(actual)) {
            throw LambdaErrors.invalid("CodeSHA256 (" + hash + ") is different from current CodeSHA256 in $LATEST ("
                    + actual + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        String description = Requests.text(request, "Description")
                .orElse(before.latest().settings().description());
        LambdaFunction after = functions.publish(ref, description);
        ObjectNode view = Views.configuration(after, FunctionOperations.last(after), true);
        return Response.of(after.lastVersion() > before.lastVersion() ? Views.creating(view) : view);
    }

    private Response versions(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "ListVersionsByFunction", ref.with(""));
        List<JsonNode> views = new ArrayList<>();
        views.add(Views.configuration(function, function.latest(), true));
        function.published().values().stream()
                .sorted(Comparator.comparingInt(version -> Integer.parseInt(version.number())))
                .forEach(version -> views.add(Views.configuration(function, version, true)));
        return Paging.page(request, "Versions", views, view -> view);
    }

    private Response create(Request request) {
        FunctionRef ref = requests.ref(request);
        String name = Requests.required(request, "Name");
        if (!ALIAS.matcher(name).matches()) {
            throw LambdaErrors.validation(
                    name, "name", "Member must satisfy regular expression pattern: " + ALIAS.pattern());
        }
        LambdaFunction function = requests.allowed(request, "CreateAlias", ref.with(""));
        if (function.aliases().containsKey(name)) {
            throw LambdaErrors.conflict("Alias already exists: " + function.arn() + ":" + name);
        }
        Requests.required(request, "FunctionVersion");
        return put(request, ref, new Alias(name, "", "", Map.of(), ""));
    }

    private Response update(Request request) {
        FunctionRef ref = requests.ref(request);
        Alias before = alias(request, "UpdateAlias", ref);
        Requests.requireRevision(request, before.revision());
        return put(request, ref, before);
    }

    private Response put(Request request, FunctionRef ref, Alias before) {
        JsonNode routing = request.input().path("RoutingConfig");
        Map<String, Double> weights = routing.isObject() ? weights(routing) : before.weights();
        Alias alias = new Alias(
                before.name(),
                Requests.text(request, "FunctionVersion").orElse(before.version()),
                Requests.text(request, "Description").orElse(before.description()),
                weights,
                requests.functions().revision());
        LambdaFunction function = requests.functions().change(ref, now -> {
            requireVersion(now, alias.version());
            weights.keySet().forEach(number -> requireVersion(now, number));
            if (!weights.isEmpty() && alias.version().equals(FunctionRef.LATEST)) {
                throw LambdaErrors.invalid("$LATEST is not supported for an alias pointing to more than 1 version");
            }
            return now.withAliases(aliases -> aliases.put(alias.name(), alias));
        });
        return Response.of(Views.alias(function, alias));
    }

    private static Map<String, Double> weights(JsonNode routing) {
        Map<String, Double> weights = new TreeMap<>();
        routing.path("AdditionalVersionWeights").properties().forEach(entry -> {
            double weight = entry.getValue().asDouble(-1);
            if (weight < 0 || weight > 1) {
                throw LambdaErrors.invalid(
                        "A version's weight must be from 0.0 to 1.0, and is " + entry.getValue() + ".");
            }
            weights.put(entry.getKey(), weight);
        });
        if (weights.size() > 1) {
            throw LambdaErrors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
        }
        return weights;
    }

    private static void requireVersion(LambdaFunction function, String number) {
        if (number.isEmpty() || function.version(number).isEmpty()) {
            throw LambdaErrors.notFound("Function not found: " + function.arn() + ":" + number);
        }
    }

    private Response get(Request request) {
        FunctionRef ref = requests.ref(request);
        Alias alias = alias(request, "GetAlias", ref);
        return Response.of(Views.alias(requests.functions().require(ref.with("")), alias));
    }

    private Response delete(Request request) {
        FunctionRef ref = requests.ref(request);
        String name = Requests.required(request, "Name");
        requests.allow(request, "DeleteAlias", ref.arn() + ":" + name);
        requests.functions()
                .change(
                        ref,
                        function -> function.withAliases(aliases -> aliases.remove(name))
                                .withPolicies(policies -> policies.remove(name))
                                .withEventInvoke(configs -> configs.remove(name)));
        return Response.empty();
    }

    private Alias alias(Request request, String action, FunctionRef ref) {
        String name = Requests.required(request, "Name");
        requests.allow(request, action, ref.arn() + ":" + name);
        Alias alias = requests.functions().require(ref.with("")).aliases().get(name);
        if (alias == null) {
            throw LambdaErrors.notFound("Cannot find alias arn: " + ref.arn() + ":" + name);
        }
        return alias;
    }

    private Response list(Request request) {
        FunctionRef ref = requests.ref(request);
        LambdaFunction function = requests.allowed(request, "ListAliases", ref.with(""));
        String version = Requests.text(request, "FunctionVersion").orElse("");
        List<Alias> aliases = function.aliases().values().stream()
                .filter(alias -> version.isEmpty() || alias.version().equals(version))
                .toList();
        return Paging.page(request, "Aliases", aliases, alias -> Views.alias(function, alias));
    }
}
