package dev.sluice.engine.destinations.oauth;

import dev.sluice.engine.destinations.connection.Credentials;
import dev.sluice.engine.destinations.http.CallFailedException;
import dev.sluice.engine.destinations.http.HttpCaller;
import dev.sluice.engine.destinations.http.InvalidCallException;
import dev.sluice.engine.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of all OAuth connections, in memory only. However many calls need one at the same time, the authorization
 * endpoint is asked once. Thread-safe.
 */
public final class Tokens {

    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final HttpCaller http;
    private final Time time;

    public Tokens(HttpCaller http, Time time) {
        this.http = http;
        this.time = time;
    }

    /**
     * A token that does not expire within a minute: the known one, or a new one.
     *
     * @param connectionArn whose token
     * @throws TokenException if the endpoint gave none
     */
    public Token token(String connectionArn, Credentials.OAuth credentials) throws TokenException {
        Slot slot = slots.computeIfAbsent(connectionArn, arn -> new Slot());
        CompletableFuture<Token> flight = new CompletableFuture<>();
        CompletableFuture<Token> under = slot.join(flight);
        if (under == flight) {
            fetch(slot, flight, credentials);
        }
        try {
            return under.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof TokenException known
                    ? new TokenException(known.message(), known.isRefusal())
                    : new TokenException("no token came: " + e.getCause());
        }
    }

    private void fetch(Slot slot, CompletableFuture<Token> flight, Credentials.OAuth credentials) {
        try {
            Token token = TokenResponse.read(http.call(TokenRequest.of(credentials), TokenResponse.MOST), time.now());
            slot.landed(Optional.of(token));
            flight.complete(token);
        } catch (CallFailedException e) {
            fail(slot, flight, new TokenException("the authorization endpoint cannot be reached: " + e.message()));
        } catch (InvalidCallException e) {
            fail(slot, flight, new TokenException(e.message()));
        } catch (TokenException | RuntimeException | Error e) {
            fail(slot, flight, e);
        }
    }

    private static void fail(Slot slot, CompletableFuture<Token> flight, Throwable cause) {
        slot.landed(Optional.empty());
        flight.completeExceptionally(cause);
    }

    /** Drops a token that a receiver did not accept, unless a newer one is known already. */
    public void reject(String connectionArn, Token token) {
        Slot slot = slots.get(connectionArn);
        if (slot != null) {
            slot.drop(token);
        }
    }

    /** Drops everything about a connection that was changed. */
    public void forget(String connectionArn) {
        slots.remove(connectionArn);
    }

    /** One connection's token, or the request for it that is under way. */
    private final class Slot {
        private @Nullable CompletableFuture<Token> flight;
        private Optional<Token> token = Optional.empty();

        synchronized CompletableFuture<Token> join(CompletableFuture<Token> mine) {
            CompletableFuture<Token> under = flight;
            if (under != null) {
                return under;
            }
            Optional<Token> known = token.filter(found -> found.isFresh(time.now()));
            if (known.isPresent()) {
                return CompletableFuture.completedFuture(known.get());
            }
            flight = mine;
            return mine;
        }

        synchronized void landed(Optional<Token> fetched) {
            flight = null;
            token = fetched;
        }

        synchronized void drop(Token rejected) {
            token = token.filter(known -> !known.equals(rejected));
        }
    }
}
