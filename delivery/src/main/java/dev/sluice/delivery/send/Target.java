package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Post;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.queue.Delivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint made ready for requests: its URL checked and its secrets turned into keys, once for each revision. Thread-safe.
 *
 * @param problem why no request can be made; empty if nothing is wrong
 */
record Target(Endpoint endpoint, Optional<String> problem, Signer signer) {

    private static final String USER_AGENT = "Sluice-Webhooks/0.1";

    static Target of(Endpoint endpoint, UrlRules urls) {
        return new Target(
                endpoint,
                urls.problem(endpoint.url()).map(problem -> "the endpoint's URL " + problem),
                new Signer(endpoint.secrets()));
    }

    /** The request of one attempt, signed as of now over the bytes that are sent. */
    Post post(Delivery delivery, Instant at) {
        byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("webhook-id", delivery.eventId()));
        headers.add(Map.entry("webhook-timestamp", Long.toString(at.getEpochSecond())));
        headers.add(Map.entry("webhook-signature", signer.sign(delivery.eventId(), at, body)));
        headers.add(Map.entry("user-agent", USER_AGENT));
        headers.addAll(endpoint.headers().entrySet());
        return new Post(URI.create(endpoint.url()), body, headers);
    }
}
