package dev.sluice.engine.destinations;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.destinations.connection.Connection;
import dev.sluice.engine.destinations.connection.ConnectionOperations;
import dev.sluice.engine.destinations.connection.Connections;
import dev.sluice.engine.destinations.connection.Credentials;
import dev.sluice.engine.destinations.endpoint.ApiDestination;
import dev.sluice.engine.destinations.endpoint.ApiDestinationOperations;
import dev.sluice.engine.destinations.endpoint.ApiDestinations;
import dev.sluice.engine.destinations.http.CallFailedException;
import dev.sluice.engine.destinations.http.Decoding;
import dev.sluice.engine.destinations.http.HttpCaller;
import dev.sluice.engine.destinations.http.InvalidCallException;
import dev.sluice.engine.destinations.http.Received;
import dev.sluice.engine.destinations.oauth.Token;
import dev.sluice.engine.destinations.oauth.TokenException;
import dev.sluice.engine.destinations.oauth.Tokens;
import dev.sluice.engine.kernel.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * API destinations: what rules and pipes call, and the operations that make them and their connections.
 *
 * <p>Endpoints are https, as on AWS; plain http is accepted for receivers on this machine only ({@code localhost},
 * {@code 127.0.0.1}, {@code [::1]}). Names that resolve to private addresses are refused. This class is thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations</a>
 */
public final class Destinations implements AutoCloseable {

    /** Bytes of a response that EventBridge asks for, and reads. */
    private static final int RESPONSE = 1 << 20;

    /** Bytes of an enrichment's response. */
    private static final int ENRICHMENT = 6 << 20;

    private final Kernel kernel;
    private final HttpCaller http;
    private final Connections connections;
    private final ApiDestinations destinations;
    private final Tokens tokens;
    private final Authorizer authorizer;
    private final Map<String, Pace> paces = new ConcurrentHashMap<>();

    public Destinations(Kernel kernel) {
        this(kernel, platformTrust());
    }

    /** @param tls whose certificates are trusted */
    public Destinations(Kernel kernel, SSLContext tls) {
        this.kernel = kernel;
        this.http = new HttpCaller(kernel.time(), tls);
        this.connections = new Connections(kernel);
        this.destinations = new ApiDestinations(kernel);
        this.tokens = new Tokens(http, kernel.time());
        this.authorizer = new Authorizer(connections, tokens, kernel.time());
    }

    /** The operations of connections and API destinations, which are part of the service {@code events}. */
    public Map<String, Operation> operations() {
        Map<String, Operation> operations = new HashMap<>(new ConnectionOperations(connections).operations());
        operations.putAll(new ApiDestinationOperations(
                        destinations, arn -> connections.find(arn).map(Connection::isAuthorized))
                .operations());
        return operations;
    }

    /** Begins to fetch the tokens that connections wait for; called once, when all services are there. */
    public void start() {
        authorizer.start();
    }

    /**
     * Takes a place among the calls of a destination, whose rate limit delays calls and drops none. The place is the caller's:
     * after the wait it may call without asking again.
     *
     * @return how long to wait before the call; zero to call at once, and for a destination that does not exist
     */
    public Duration reserve(String destinationArn) {
        Optional<ApiDestination> destination = destinations.find(destinationArn);
        if (destination.isEmpty()) {
            paces.remove(destinationArn);
            return Duration.ZERO;
        }
        return paces.computeIfAbsent(destinationArn, arn -> new Pace())
                .reserve(kernel.time().now(), destination.get().rate());
    }

    /**
     * Calls a destination and waits for the outcome, five seconds at most. Never throws for what the receiver, the network or
     * the event's data do.
     *
     * @param caller who needs {@code events:InvokeApiDestination}: the session of a rule's or a pipe's role
     */
    public Attempt send(Caller caller, String destinationArn, Call call) {
        return invoke(caller, destinationArn, call, RESPONSE).attempt();
    }

    /** Like {@link #send}, and answers the response's body: at most 6 MB of text, else the call counts as refused. */
    public Enriched enrich(Caller caller, String destinationArn, Call call) {
        Outcome outcome = invoke(caller, destinationArn, call, ENRICHMENT);
        if (!(outcome.attempt() instanceof Attempt.Delivered)
                || outcome.received().isEmpty()) {
            return new Enriched(outcome.attempt(), Optional.empty());
        }
        Received received = outcome.received().get();
        try {
            if (received.cut()) {
                throw new IOException("the response is larger than " + ENRICHMENT + " bytes");
            }
            byte[] body = Decoding.decoded(received, ENRICHMENT);
            return new Enriched(outcome.attempt(), Optional.of(new String(body, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return new Enriched(
                    new Attempt.Refused("ERROR_FROM_TARGET", "The enrichment cannot be read: " + e.getMessage() + "."),
                    Optional.empty());
        }
    }

    private record Outcome(Attempt attempt, Optional<Received> received) {
        static Outcome of(Attempt attempt) {
            return new Outcome(attempt, Optional.empty());
        }
    }

    private Outcome invoke(Caller caller, String arn, Call call, int most) {
        try {
            kernel.access().require(caller, "events:InvokeApiDestination", arn);
        } catch (AwsException e) {
            return Outcome.of(new Attempt.Refused("NO_PERMISSIONS", e.message()));
        }
        Optional<ApiDestination> destination = destinations.find(arn);
        if (destination.isEmpty()) {
            return Outcome.of(new Attempt.Refused("NO_RESOURCE", "API destination " + arn + " does not exist."));
        }
        String connectionArn = destination.get().connectionArn();
        Optional<Connection> connection = connections.find(connectionArn);
        if (connection.isEmpty()) {
            return Outcome.of(new Attempt.Refused("NO_RESOURCE", "Connection " + connectionArn + " does not exist."));
        }
        try {
            return exchange(destination.get(), connection.get(), call, most);
        } catch (TokenException e) {
            return Outcome.of(Attempt.Retryable.of(
                    "CONNECTION_FAILURE", "Connection " + connection.get().name() + " got no token: " + e.message()));
        } catch (InvalidCallException e) {
            return Outcome.of(new Attempt.Refused("INVALID_PARAMETER", e.message()));
        } catch (CallFailedException e) {
            return Outcome.of(Outcomes.of(e));
        } catch (AwsException e) {
            return Outcome.of(Attempt.Retryable.of(
                    "CONNECTION_FAILURE",
                    "The secret of connection " + connection.get().name() + " cannot be read."));
        }
    }

    private Outcome exchange(ApiDestination destination, Connection connection, Call call, int most)
            throws TokenException, InvalidCallException, CallFailedException {
        Optional<Credentials> credentials = connections.credentials(connection);
        if (credentials.isEmpty()) {
            return Outcome.of(Attempt.Retryable.of(
                    "CONNECTION_FAILURE", "Connection " + connection.name() + " is deauthorized: update it."));
        }
        Optional<Token> token = authorizer.token(connection);
        Received received = http.call(Requests.of(destination, credentials.get(), token, call), most);
        if (Outcomes.isUnauthorized(received)) {
            token.ifPresent(rejected -> tokens.reject(connection.arn(), rejected));
        }
        return new Outcome(Outcomes.of(received, kernel.time().now()), Optional.of(received));
    }

    private static SSLContext platformTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    @Override
    public void close() {
        authorizer.stop();
        http.close();
        authorizer.close();
    }
}
