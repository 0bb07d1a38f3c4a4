package dev.sluice.engine.gateway.http;

import dev.sluice.engine.gateway.model.Route;
import dev.sluice.engine.gateway.model.Site;
import dev.sluice.engine.gateway.model.Stage;
import dev.sluice.engine.wire.protocol.Exchange;
import java.time.Instant;
import java.util.Map;

/**
 * One request that a route has taken.
 *
 * @param id the request's id, which its client gets too
 * @param path as its client sent it
 * @param variables of the path
 */
record Call(
        String id,
        Instant at,
        Exchange exchange,
        Site site,
        Stage stage,
        String path,
        Route route,
        Map<String, String> variables) {

    /** The host that was called, without its port. */
    String domain() {
        String host = exchange.header("host");
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** The port that was called. */
    String port() {
        String host = exchange.header("host");
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(port + 1) : "80";
    }
}
