package dev.sluice.engine.destinations.http;

import java.util.List;

/**
 * HTTP parameters: of a connection, or of its token requests.
 *
 * @param headers header fields
 * @param query members of the query
 * @param body members of the body
 */
public record Parameters(List<Parameter> headers, List<Parameter> query, List<Parameter> body) {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(List.of(), List.of(), List.of());

    public Parameters {
        headers = List.copyOf(headers);
        query = List.copyOf(query);
        body = List.copyOf(body);
    }

    /**
     * One parameter.
     *
     * @param secret whether its value is hidden from whoever describes the connection
     */
    public record Parameter(String key, String value, boolean secret) {

        @Override
        public String toString() {
            return key;
        }
    }
}
