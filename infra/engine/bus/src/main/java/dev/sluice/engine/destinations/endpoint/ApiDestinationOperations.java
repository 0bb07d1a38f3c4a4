package dev.sluice.engine.destinations.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.events.bus.Limits;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.request.Members;
import dev.sluice.engine.request.Page;
import dev.sluice.engine.request.TextConstraint;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * CreateApiDestination and its kin.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateApiDestination.html">CreateApiDestination</a>
 */
public final class ApiDestinationOperations {

    private static final TextConstraint NAME = TextConstraint.matching(1, Limits.NAME, "[\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, Limits.DESCRIPTION);
    private static final TextConstraint CONNECTION = TextConstraint.matching(
            1,
            Limits.ARN,
            "^arn:aws([a-z]|\\-)*:events:([a-z]|\\d|\\-)*:([0-9]{12})?:connection\\/[\\.\\-_A-Za-z0-9]+\\/[\\-A-Za-z0-9]+$");
    private static final TextConstraint METHOD =
            TextConstraint.oneOf("HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS");
    private static final int RATE = 300;
    private static final int MOST = 3_000;

    private final ApiDestinations destinations;
    private final Function<String, Optional<Boolean>> authorized;

    /** @param authorized whether the connection with an ARN is authorised; empty if there is none */
    public ApiDestinationOperations(ApiDestinations destinations, Function<String, Optional<Boolean>> authorized) {
        this.destinations = destinations;
        this.authorized = authorized;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateApiDestination", this::create,
                "UpdateApiDestination", this::update,
                "DeleteApiDestination", this::delete,
                "DescribeApiDestination", this::describe,
                "ListApiDestinations", this::list);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        String description = members.text("Description", DESCRIPTION).orElse("");
        String connection = members.required("ConnectionArn", CONNECTION);
        String endpoint = members.required("InvocationEndpoint", Endpoints.URL);
        String method = members.required("HttpMethod", METHOD);
        int rate = members.number("InvocationRateLimitPerSecond", 1, Integer.MAX_VALUE)
                .orElse(RATE);
        members.check();
        String account = request.caller().account();
        destinations.allow(request, "CreateApiDestination", name);
        Endpoints.check("InvocationEndpoint", endpoint);
        requireConnection(account, connection);
        synchronized (destinations) {
            if (destinations.find(account, name).isPresent()) {
                throw AwsException.of(
                        "ResourceAlreadyExistsException", "An api-destination '" + name + "' already exists.");
            }
            if (destinations.of(account).size() >= MOST) {
                throw AwsException.of(
                        "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            double now = destinations.now();
            ApiDestination made = new ApiDestination(
                    destinations.newArn(account, name),
                    account,
                    name,
                    description,
                    connection,
                    endpoint,
                    method,
                    rate,
                    now,
                    now);
            destinations.put(made);
            return Response.of(brief(made));
        }
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        Optional<String> description = members.text("Description", DESCRIPTION);
        Optional<String> connection = members.text("ConnectionArn", CONNECTION);
        Optional<String> endpoint = members.text("InvocationEndpoint", Endpoints.URL);
        Optional<String> method = members.text("HttpMethod", METHOD);
        var rate = members.number("InvocationRateLimitPerSecond", 1, Integer.MAX_VALUE);
        members.check();
        destinations.allow(request, "UpdateApiDestination", name);
        endpoint.ifPresent(url -> Endpoints.check("InvocationEndpoint", url));
        connection.ifPresent(arn -> requireConnection(request.caller().account(), arn));
        synchronized (destinations) {
            ApiDestination old = destinations.require(request.caller().account(), name);
            ApiDestination changed = new ApiDestination(
                    old.arn(),
                    old.account(),
                    name,
                    description.orElse(old.description()),
                    connection.orElse(old.connectionArn()),
                    endpoint.orElse(old.endpoint()),
                    method.orElse(old.method()),
                    rate.orElse(old.rate()),
                    old.created(),
                    destinations.now());
            destinations.put(changed);
            return Response.of(brief(changed));
        }
    }

    private Response delete(Request request) {
        String name = named(request, "DeleteApiDestination");
        synchronized (destinations) {
            destinations.remove(destinations.require(request.caller().account(), name));
        }
        return Response.empty();
    }

    private Response describe(Request request) {
        String name = named(request, "DescribeApiDestination");
        ApiDestination destination = destinations.require(request.caller().account(), name);
        ObjectNode view = listed(destination);
        if (!destination.description().isEmpty()) {
            view.put("Description", destination.description());
        }
        return Response.of(view);
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("NamePrefix", NAME).orElse("");
        String connection = members.text("ConnectionArn", CONNECTION).orElse("");
        members.check();
        destinations.allow(request, "ListApiDestinations", "*");
        return Response.of(Page.of(
                members,
                "ApiDestinations",
                destinations.of(request.caller().account()).stream()
                        .filter(destination -> destination.name().startsWith(prefix))
                        .filter(destination -> connection.isEmpty()
                                || destination.connectionArn().equals(connection))
                        .toList(),
                ApiDestination::name,
                this::listed));
    }

    private String named(Request request, String action) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        members.check();
        destinations.allow(request, action, name);
        return name;
    }

    /** Credentials belong to their account: no other account's destination may send them. */
    private void requireConnection(String account, String arn) {
        if (!arn.split(":", 6)[4].equals(account) || authorized.apply(arn).isEmpty()) {
            throw AwsException.of("ResourceNotFoundException", "Connection '" + arn + "' does not exist.");
        }
    }

    private ObjectNode brief(ApiDestination destination) {
        boolean active = authorized.apply(destination.connectionArn()).orElse(false);
        return Json.object()
                .put("ApiDestinationArn", destination.arn())
                .put("ApiDestinationState", active ? "ACTIVE" : "INACTIVE")
                .put("CreationTime", destination.created())
                .put("LastModifiedTime", destination.modified());
    }

    private ObjectNode listed(ApiDestination destination) {
        return brief(destination)
                .put("Name", destination.name())
                .put("ConnectionArn", destination.connectionArn())
                .put("InvocationEndpoint", destination.endpoint())
                .put("HttpMethod", destination.method())
                .put("InvocationRateLimitPerSecond", destination.rate());
    }
}
