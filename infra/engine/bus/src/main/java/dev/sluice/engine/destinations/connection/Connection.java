package dev.sluice.engine.destinations.connection;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A connection, without its secrets.
 *
 * @param secretArn the secret that holds its credentials; empty once it is deauthorised
 * @param type BASIC, API_KEY or OAUTH_CLIENT_CREDENTIALS
 * @param reason why it is in its state; empty for no particular reason
 * @param parameters its AuthParameters as JSON, fit to be shown
 * @param created epoch seconds
 * @param modified epoch seconds
 * @param authorized epoch seconds
 */
public record Connection(
        String arn,
        String account,
        String name,
        String description,
        String type,
        String state,
        String reason,
        String parameters,
        String kmsKey,
        String secretArn,
        double created,
        double modified,
        double authorized) {

    static final String AUTHORIZED = "AUTHORIZED";
    static final String AUTHORIZING = "AUTHORIZING";
    static final String DEAUTHORIZED = "DEAUTHORIZED";
    static final String OAUTH = "OAUTH_CLIENT_CREDENTIALS";

    /** Whether calls may be made with it. */
    @JsonIgnore
    public boolean isAuthorized() {
        return state.equals(AUTHORIZED);
    }

    /** Whether its first token has still to come: none was asked for yet, or the endpoint refused it. */
    @JsonIgnore
    public boolean isAuthorizing() {
        return state.equals(AUTHORIZING) || state.equals(DEAUTHORIZED) && !secretArn.isEmpty();
    }

    Connection in(String newState, String why, double authorizedAt) {
        return new Connection(
                arn,
                account,
                name,
                description,
                type,
                newState,
                why,
                parameters,
                kmsKey,
                secretArn,
                created,
                modified,
                authorizedAt);
    }
}
