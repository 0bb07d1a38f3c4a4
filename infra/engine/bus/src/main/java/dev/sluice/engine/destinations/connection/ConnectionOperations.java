package dev.sluice.engine.destinations.connection;

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

/**
 * CreateConnection and its kin.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnection.html">CreateConnection</a>
 */
public final class ConnectionOperations {

    private static final TextConstraint NAME = TextConstraint.matching(1, Limits.NAME, "[\\.\\-_A-Za-z0-9]+");
    private static final TextConstraint DESCRIPTION = TextConstraint.length(0, Limits.DESCRIPTION);
    private static final TextConstraint KEY = TextConstraint.length(0, 2_048);
    private static final TextConstraint TYPE = TextConstraint.oneOf("BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY");
    private static final TextConstraint STATE = TextConstraint.oneOf(
            "CREATING",
            "UPDATING",
            "DELETING",
            "AUTHORIZED",
            "DEAUTHORIZED",
            "AUTHORIZING",
            "DEAUTHORIZING",
            "ACTIVE",
            "FAILED_CONNECTIVITY");
    private static final int MOST = 3_000;

    private final Connections connections;

    public ConnectionOperations(Connections connections) {
        this.connections = connections;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "CreateConnection", this::create,
                "UpdateConnection", this::update,
                "DeleteConnection", this::delete,
                "DescribeConnection", this::describe,
                "ListConnections", this::list,
                "DeauthorizeConnection", this::deauthorize);
    }

    private Response create(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        String description = members.text("Description", DESCRIPTION).orElse("");
        String type = members.required("AuthorizationType", TYPE);
        String key = members.text("KmsKeyIdentifier", KEY).orElse("");
        Members parameters = members.requiredStructure("AuthParameters");
        members.check();
        refusePrivate(members);
        connections.allow(request, "CreateConnection", name);
        Credentials credentials = AuthParameters.read(parameters, type, Optional.empty());
        String account = request.caller().account();
        synchronized (connections) {
            if (connections.find(account, name).isPresent()) {
                throw AwsException.of("ResourceAlreadyExistsException", "Connection " + name + " already exists.");
            }
            if (connections.of(account).size() >= MOST) {
                throw AwsException.of(
                        "LimitExceededException", "The requested resource exceeds the maximum number allowed.");
            }
            double now = connections.now();
            Connection made = stored(
                    new Connection(
                            connections.newArn(account, name),
                            account,
                            name,
                            description,
                            type,
                            "",
                            "",
                            "",
                            key,
                            "",
                            now,
                            now,
                            now),
                    credentials);
            return Response.of(brief(made, false));
        }
    }

    private Response update(Request request) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        Optional<String> description = members.text("Description", DESCRIPTION);
        Optional<String> type = members.text("AuthorizationType", TYPE);
        Optional<String> key = members.text("KmsKeyIdentifier", KEY);
        members.check();
        refusePrivate(members);
        connections.allow(request, "UpdateConnection", name);
        synchronized (connections) {
            Connection old = connections.require(request.caller().account(), name);
            String now = type.orElse(old.type());
            Optional<Credentials> known = connections.credentials(old);
            Credentials credentials = AuthParameters.read(
                    members.structure("AuthParameters").orElseGet(() -> new Members(Json.object())), now, known);
            Connection changed = new Connection(
                    old.arn(),
                    old.account(),
                    name,
                    description.orElse(old.description()),
                    now,
                    old.state(),
                    "",
                    old.parameters(),
                    key.orElse(old.kmsKey()),
                    old.secretArn(),
                    old.created(),
                    connections.now(),
                    old.authorized());
            if (old.isAuthorized() && known.equals(Optional.of(credentials))) {
                connections.put(changed);
                return Response.of(brief(changed, true));
            }
            return Response.of(brief(stored(changed, credentials), true));
        }
    }

    private Connection stored(Connection connection, Credentials credentials) {
        boolean oauth = connection.type().equals(Connection.OAUTH);
        Connection stored = new Connection(
                connection.arn(),
                connection.account(),
                connection.name(),
                connection.description(),
                connection.type(),
                oauth ? Connection.AUTHORIZING : Connection.AUTHORIZED,
                "",
                Json.text(PublicText.of(credentials)),
                connection.kmsKey(),
                connections.store(connection, credentials),
                connection.created(),
                connection.modified(),
                connections.now());
        connections.put(stored);
        return stored;
    }

    private Response delete(Request request) {
        String name = named(request, "DeleteConnection");
        synchronized (connections) {
            Connection connection = connections.require(request.caller().account(), name);
            connections.remove(connection);
            return Response.of(brief(connection.in("DELETING", "", connection.authorized()), true));
        }
    }

    private Response deauthorize(Request request) {
        String name = named(request, "DeauthorizeConnection");
        synchronized (connections) {
            Connection old = connections.require(request.caller().account(), name);
            connections.forget(old);
            Connection bare = new Connection(
                    old.arn(),
                    old.account(),
                    name,
                    old.description(),
                    old.type(),
                    Connection.DEAUTHORIZED,
                    "",
                    "{}",
                    old.kmsKey(),
                    "",
                    old.created(),
                    connections.now(),
                    old.authorized());
            connections.put(bare);
            return Response.of(brief(bare.in("DEAUTHORIZING", "", bare.authorized()), true));
        }
    }

    private Response describe(Request request) {
        String name = named(request, "DescribeConnection");
        Connection connection = connections.require(request.caller().account(), name);
        ObjectNode view = listed(connection);
        text(view, "Description", connection.description());
        text(view, "SecretArn", connection.secretArn());
        text(view, "KmsKeyIdentifier", connection.kmsKey());
        view.set("AuthParameters", Json.parseTrusted(connection.parameters()));
        return Response.of(view);
    }

    private Response list(Request request) {
        Members members = new Members(request.input());
        String prefix = members.text("NamePrefix", NAME).orElse("");
        String state = members.text("ConnectionState", STATE).orElse("");
        members.check();
        connections.allow(request, "ListConnections", "*");
        return Response.of(Page.of(
                members,
                "Connections",
                connections.of(request.caller().account()).stream()
                        .filter(connection -> connection.name().startsWith(prefix))
                        .filter(connection ->
                                state.isEmpty() || connection.state().equals(state))
                        .toList(),
                Connection::name,
                ConnectionOperations::listed));
    }

    private String named(Request request, String action) {
        Members members = new Members(request.input());
        String name = members.required("Name", NAME);
        members.check();
        connections.allow(request, action, name);
        return name;
    }

    private static void refusePrivate(Members members) {
        if (members.has("InvocationConnectivityParameters")) {
            throw AwsException.validation("Parameter InvocationConnectivityParameters is not valid. Reason: the engine"
                    + " has no VPC that a private connection could lead to.");
        }
    }

    private static ObjectNode brief(Connection connection, boolean known) {
        ObjectNode view = Json.object()
                .put("ConnectionArn", connection.arn())
                .put("ConnectionState", connection.state())
                .put("CreationTime", connection.created())
                .put("LastModifiedTime", connection.modified());
        return known ? view.put("LastAuthorizedTime", connection.authorized()) : view;
    }

    private static ObjectNode listed(Connection connection) {
        ObjectNode view =
                brief(connection, true).put("Name", connection.name()).put("AuthorizationType", connection.type());
        text(view, "StateReason", connection.reason());
        return view;
    }

    private static void text(ObjectNode view, String member, String value) {
        if (!value.isEmpty()) {
            view.put(member, value);
        }
    }
}
