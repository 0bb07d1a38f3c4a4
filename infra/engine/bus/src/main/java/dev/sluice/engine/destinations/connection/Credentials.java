package dev.sluice.engine.destinations.connection;

import dev.sluice.engine.destinations.http.Parameters;
import java.util.Optional;

/** How a connection authorises its calls, secrets and all: in memory only, and never part of a text. */
public sealed interface Credentials {

    /** HTTP parameters that every call gets; empty if the connection has none, which is distinct from an empty set. */
    Optional<Parameters> invocation();

    /** A user's name and password. */
    record Basic(String username, String password, Optional<Parameters> invocation) implements Credentials {
        @Override
        public String toString() {
            return "BASIC";
        }
    }

    /** A header field with a key. */
    record ApiKey(String name, String value, Optional<Parameters> invocation) implements Credentials {
        @Override
        public String toString() {
            return "API_KEY";
        }
    }

    /**
     * OAuth's client credentials grant.
     *
     * @param endpoint where tokens come from
     * @param method GET, POST or PUT
     * @param parameters what token requests get besides the client's id and secret
     */
    record OAuth(
            String clientId,
            String clientSecret,
            String endpoint,
            String method,
            Optional<Parameters> parameters,
            Optional<Parameters> invocation)
            implements Credentials {
        @Override
        public String toString() {
            return "OAUTH_CLIENT_CREDENTIALS";
        }
    }
}
