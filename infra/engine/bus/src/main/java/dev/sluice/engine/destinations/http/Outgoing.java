package dev.sluice.engine.destinations.http;

import java.net.URI;
import java.util.List;

/**
 * A request, complete but for Host and Content-Length.
 *
 * @param headers in the order in which they go out
 * @param body empty for none
 */
public record Outgoing(String method, URI uri, List<Header> headers, byte[] body) {

    public Outgoing {
        headers = List.copyOf(headers);
    }

    /** One header field. */
    public record Header(String name, String value) {

        @Override
        public String toString() {
            return name;
        }
    }
}
