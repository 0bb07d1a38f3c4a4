package dev.sluice.delivery.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.http.Answer;
import dev.sluice.delivery.http.Post;
import dev.sluice.delivery.http.Poster;
import dev.sluice.delivery.network.UrlRules;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.rules.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens and keeps each until shortly before it expires. Many who want the same token at once share one request, which goes to
 * vetted addresses only, as webhooks do. Thread-safe.
 */
public final class Tokens {

    /** A token, or why there is none. */
    public sealed interface Result {}

    public record Token(String value) implements Result {}

    public record Missing(Answer.Failure failure, String message) implements Result {}

    private static final int MOST = 10_000;
    private static final long SHORTEST_SECONDS = 1;
    private static final long USUAL_SECONDS = 300;
    private static final long LONGEST_SECONDS = 86_400;
    private static final long EARLY_SECONDS = 30;

    private record Known(String token, Instant until) {}

    private final Poster poster;
    private final UrlRules urls;
    private final InstantSource clock;

    @SuppressWarnings("serial")
    private final Map<Auth.ClientCredentials, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Auth.ClientCredentials, Known> eldest) {
            return size() > MOST;
        }
    };

    private final Map<Auth.ClientCredentials, List<Consumer<Result>>> waiting = new LinkedHashMap<>();

    public Tokens(Poster poster, UrlRules urls, InstantSource clock) {
        this.poster = poster;
        this.urls = urls;
        this.clock = clock;
    }

    /** @param done is called once, now or soon, on a thread that it MUST NOT block */
    public void get(Auth.ClientCredentials credentials, Consumer<Result> done) {
        @Nullable Known have;
        boolean first;
        synchronized (known) {
            have = known.get(credentials);
            if (have != null && !clock.instant().isBefore(have.until())) {
                have = null;
            }
            first = have == null && !waiting.containsKey(credentials);
            if (have == null) {
                waiting.computeIfAbsent(credentials, unused -> new ArrayList<>())
                        .add(done);
            }
        }
        if (have != null) {
            done.accept(new Token(have.token()));
        } else if (first) {
            fetch(credentials);
        }
    }

    /** Forgets a token that the endpoint did not take; another that came meanwhile stays. */
    public void refused(Auth.ClientCredentials credentials, String token) {
        synchronized (known) {
            known.computeIfPresent(credentials, (unused, have) -> have.token().equals(token) ? null : have);
        }
    }

    private void fetch(Auth.ClientCredentials credentials) {
        Optional<String> problem = urls.problem(credentials.tokenUrl());
        if (problem.isPresent()) {
            finish(credentials, new Missing(Answer.Failure.INVALID_REQUEST, "the token URL " + problem.get()));
            return;
        }
        try {
            poster.post(request(credentials), answer -> finish(credentials, read(answer, credentials)));
        } catch (RuntimeException e) {
            finish(credentials, new Missing(Answer.Failure.INVALID_REQUEST, "the token URL cannot be called"));
        }
    }

    /** The client authenticates itself in the header, as the RFC prefers, and both are encoded as in a form. */
    private static Post request(Auth.ClientCredentials credentials) {
        String client = encoded(credentials.clientId()) + ":" + encoded(credentials.clientSecret());
        String form = "grant_type=client_credentials"
                + (credentials.scope().isEmpty() ? "" : "&scope=" + encoded(credentials.scope()));
        return new Post(
                URI.create(credentials.tokenUrl()),
                form.getBytes(StandardCharsets.US_ASCII),
                List.of(
                        Map.entry(
                                "authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(client.getBytes(StandardCharsets.US_ASCII))),
                        Map.entry("accept", "application/json")),
                "application/x-www-form-urlencoded");
    }

    private Result read(Answer answer, Auth.ClientCredentials credentials) {
        if (answer instanceof Answer.Failed failed) {
            return new Missing(failed.failure(), "the token URL: " + failed.message());
        }
        Answer.Responded responded = (Answer.Responded) answer;
        JsonNode body = parsed(responded.body());
        String token = body.path("access_token").asText();
        String type = body.path("token_type").asText("bearer");
        if (responded.status() != 200 || token.isEmpty() || !type.equalsIgnoreCase("bearer") || !isVisible(token)) {
            return new Missing(
                    Answer.Failure.NOT_AUTHORIZED,
                    "the token URL answered " + responded.status()
                            + (responded.status() == 200 ? " without a bearer token" : ""));
        }
        long seconds = Math.max(
                SHORTEST_SECONDS,
                Math.min(LONGEST_SECONDS, body.path("expires_in").asLong(USUAL_SECONDS)));
        long kept = Math.max(SHORTEST_SECONDS, seconds > 2 * EARLY_SECONDS ? seconds - EARLY_SECONDS : seconds / 2);
        synchronized (known) {
            known.put(credentials, new Known(token, clock.instant().plusSeconds(kept)));
        }
        return new Token(token);
    }

    private static JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            return Json.object();
        }
    }

    private static boolean isVisible(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private void finish(Auth.ClientCredentials credentials, Result result) {
        List<Consumer<Result>> all;
        synchronized (known) {
            all = Optional.ofNullable(waiting.remove(credentials)).orElse(List.of());
        }
        all.forEach(done -> done.accept(result));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
