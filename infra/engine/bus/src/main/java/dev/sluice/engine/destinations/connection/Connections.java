package dev.sluice.engine.destinations.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.store.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All connections. Changes are made under its lock. Thread-safe. */
public final class Connections {

    private final Kernel kernel;
    private final Documents<Connection> documents;

    /** Each call asks for them; the secret changes only through this class, which then forgets them. */
    private final Map<String, Credentials> opened = new ConcurrentHashMap<>();

    private final List<java.util.function.Consumer<Connection>> listeners = new ArrayList<>();

    public Connections(Kernel kernel) {
        this.kernel = kernel;
        this.documents = new Documents<>(kernel.store(), "events.connection", Connection.class);
    }

    /** Calls {@code listener} after each change of a connection; register before the first change. */
    public void onChange(java.util.function.Consumer<Connection> listener) {
        listeners.add(listener);
    }

    /** The connection with this ARN, if there still is one. */
    public Optional<Connection> find(String arn) {
        String[] parts = arn.split("[:/]");
        return parts.length < 8
                ? Optional.empty()
                : find(parts[4], parts[6]).filter(found -> found.arn().equals(arn));
    }

    Optional<Connection> find(String account, String name) {
        return documents.get(account + "/" + name);
    }

    Connection require(String account, String name) {
        return find(account, name)
                .orElseThrow(() -> AwsException.of(
                        "ResourceNotFoundException",
                        "Failed to describe the connection(s). Connection '" + name + "' does not exist."));
    }

    /** The connections of an account, sorted by name. */
    List<Connection> of(String account) {
        return documents.list().stream()
                .filter(connection -> connection.account().equals(account))
                .toList();
    }

    /** All that wait for their first token. */
    public List<Connection> authorizing() {
        return documents.list().stream().filter(Connection::isAuthorizing).toList();
    }

    /** What the connection authorises calls with; empty once it is deauthorised. */
    public Optional<Credentials> credentials(Connection connection) {
        if (connection.secretArn().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(opened.computeIfAbsent(
                connection.secretArn(),
                arn -> SecretText.read(
                        secrets("GetSecretValue", connection, Json.object().put("SecretId", arn))
                                .path("SecretString")
                                .asText())));
    }

    synchronized void put(Connection connection) {
        documents.put(id(connection), connection);
        listeners.forEach(listener -> listener.accept(connection));
    }

    /** Notes that tokens come: the connection becomes usable, if it is still the same. */
    public synchronized void authorized(Connection connection) {
        find(connection.arn())
                .filter(now -> now.isAuthorizing() && now.modified() == connection.modified())
                .ifPresent(now -> put(now.in(Connection.AUTHORIZED, "", now())));
    }

    /** Notes why no token came yet; the connection is deauthorised if the endpoint refused one. */
    public synchronized void unauthorized(Connection connection, String why, boolean refused) {
        find(connection.arn())
                .filter(now -> now.isAuthorizing() && !now.reason().equals(why))
                .ifPresent(now ->
                        put(now.in(refused ? Connection.DEAUTHORIZED : Connection.AUTHORIZING, why, now.authorized())));
    }

    synchronized void remove(Connection connection) {
        forget(connection);
        documents.remove(id(connection));
        listeners.forEach(listener -> listener.accept(connection));
    }

    /** Puts the credentials into Secrets Manager, into the connection's secret if it has one; answers the secret's ARN. */
    String store(Connection connection, Credentials credentials) {
        String text = SecretText.of(credentials);
        if (connection.secretArn().isEmpty()) {
            ObjectNode input = Json.object()
                    .put(
                            "Name",
                            "events!connection/" + connection.name() + "/"
                                    + kernel.ids().uuid())
                    .put("OwningService", "events")
                    .put("SecretString", text);
            return secrets("CreateSecret", connection, input).path("ARN").asText();
        }
        if (!credentials(connection).equals(Optional.of(credentials))) {
            ObjectNode input =
                    Json.object().put("SecretId", connection.secretArn()).put("SecretString", text);
            secrets("PutSecretValue", connection, input);
            opened.remove(connection.secretArn());
        }
        return connection.secretArn();
    }

    /** Deletes the connection's secret for good. */
    void forget(Connection connection) {
        if (!connection.secretArn().isEmpty()) {
            ObjectNode input =
                    Json.object().put("SecretId", connection.secretArn()).put("ForceDeleteWithoutRecovery", true);
            secrets("DeleteSecret", connection, input);
            opened.remove(connection.secretArn());
        }
    }

    private com.fasterxml.jackson.databind.JsonNode secrets(String operation, Connection connection, ObjectNode input) {
        return kernel.aws().call(Caller.internal(connection.account()), "secretsmanager", operation, input);
    }

    void allow(Request request, String action, String name) {
        kernel.access()
                .require(
                        request.caller(),
                        "events:" + action,
                        kernel.arn("events", request.caller().account(), "connection/" + name));
    }

    String newArn(String account, String name) {
        return kernel.arn(
                "events", account, "connection/" + name + "/" + kernel.ids().uuid());
    }

    double now() {
        return kernel.time().now().toEpochMilli() / 1000d;
    }

    private static String id(Connection connection) {
        return connection.account() + "/" + connection.name();
    }
}
