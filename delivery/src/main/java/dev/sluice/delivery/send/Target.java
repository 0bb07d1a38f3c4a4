package dev.sluice.delivery.send;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.http.Post;
import dev.sluice.delivery.http.Poster;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.oauth.Tokens;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.delivery.shape.Body;
import dev.sluice.delivery.shape.Credentials;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An endpoint made ready for requests: its URL checked, its secrets turned into keys and its credentials opened, once for each
 * revision. Thread-safe.
 *
 * @param problem why no request can be made; empty if nothing is wrong
 */
record Target(Endpoint endpoint, Optional<String> problem, Signer signer, Optional<Auth> auth, Tokens tokens) {

    private static final String USER_AGENT = "Sluice-Webhooks/0.1";
    private static final String AUTHORIZATION = "authorization";
    private static final int UNAUTHORIZED = 401;

    /** Takes the end of an attempt. */
    interface End {

        /** @param sent the headers of the request; empty if none was made */
        void of(Answer answer, List<Map.Entry<String, String>> sent);
    }

    static Target of(Endpoint endpoint, UrlRules urls, Tokens tokens) {
        return new Target(
                endpoint,
                urls.problem(endpoint.url()).map(problem -> "the endpoint's URL " + problem),
                new Signer(endpoint.secrets()),
                endpoint.profile().shape().credentials().map(Credentials::auth),
                tokens);
    }

    /**
     * Makes one attempt, signed as of now over the bytes that are sent.
     *
     * @param end is called once, now or soon, on a thread that it MUST NOT block
     */
    void send(Delivery delivery, Instant at, Poster poster, End end) {
        if (auth.isPresent() && auth.get() instanceof Auth.ClientCredentials credentials) {
            sendWithToken(credentials, delivery, at, poster, end, true);
        } else {
            Post post = post(delivery, at, auth.map(Target::header));
            poster.post(post, answer -> end.of(answer, post.headers()));
        }
    }

    /** @param again whether a token that the endpoint does not take may be replaced by a new one, within the same attempt */
    private void sendWithToken(
            Auth.ClientCredentials credentials, Delivery delivery, Instant at, Poster poster, End end, boolean again) {
        tokens.get(credentials, result -> {
            if (result instanceof Tokens.Missing missing) {
                end.of(new Answer.Failed(missing.failure(), missing.message(), 0), List.of());
                return;
            }
            String token = ((Tokens.Token) result).value();
            try {
                Post post = post(delivery, at, Optional.of(Map.entry(AUTHORIZATION, "Bearer " + token)));
                poster.post(post, answer -> {
                    boolean refused =
                            answer instanceof Answer.Responded responded && responded.status() == UNAUTHORIZED;
                    if (refused) {
                        tokens.refused(credentials, token);
                    }
                    if (refused && again) {
                        sendWithToken(credentials, delivery, at, poster, end, false);
                    } else {
                        end.of(answer, post.headers());
                    }
                });
            } catch (RuntimeException e) {
                // Whoever brought the token must not hear of it, and the attempt needs an end.
                end.of(new Answer.Failed(Answer.Failure.INVALID_REQUEST, String.valueOf(e.getMessage()), 0), List.of());
            }
        });
    }

    private static Map.Entry<String, String> header(Auth auth) {
        if (auth instanceof Auth.Basic basic) {
            return Map.entry(AUTHORIZATION, basic.header());
        } else if (auth instanceof Auth.ApiKey key) {
            return Map.entry(key.header(), key.key());
        }
        return Map.entry(AUTHORIZATION, "Bearer " + ((Auth.Bearer) auth).token());
    }

    private Post post(Delivery delivery, Instant at, Optional<Map.Entry<String, String>> auth) {
        Body body = Body.of(
                endpoint.profile().shape().format(),
                new Body.Event(delivery.eventId(), delivery.tenant(), delivery.type(), delivery.payload()));
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        headers.add(Map.entry("webhook-id", delivery.eventId()));
        headers.add(Map.entry("webhook-timestamp", Long.toString(at.getEpochSecond())));
        headers.add(Map.entry("webhook-signature", signer.sign(delivery.eventId(), at, body.bytes())));
        headers.add(Map.entry("user-agent", USER_AGENT));
        headers.addAll(body.headers());
        auth.ifPresent(headers::add);
        endpoint.headers().entrySet().stream()
                .filter(own -> auth.filter(ours -> ours.getKey().equalsIgnoreCase(own.getKey()))
                        .isEmpty())
                .forEach(headers::add);
        return new Post(URI.create(endpoint.url()), body.bytes(), headers, body.contentType());
    }
}
