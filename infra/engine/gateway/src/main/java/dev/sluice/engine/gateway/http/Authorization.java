package dev.sluice.engine.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.engine.gateway.invoke.Functions;
import dev.sluice.engine.gateway.invoke.Functions.Outcome;
import dev.sluice.engine.gateway.model.Authorizer;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.request.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Asks authorizers, and remembers what they said for as long as they allow. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">Lambda authorizers</a>
 */
final class Authorization {

    /** What came of it. */
    sealed interface Verdict {

        /** @param context what the authorizer says about the caller; null if nothing */
        record Allowed(JsonNode context) implements Verdict {}

        record Denied() implements Verdict {}

        /** The request lacks what the authorizer goes by. */
        record Unidentified() implements Verdict {}

        record Broken(String reason) implements Verdict {}
    }

    private static final Duration MOST = Duration.ofSeconds(10);
    private static final int REMEMBERED = 10_000;

    private record Key(Authorizer authorizer, String apiId, String stage, List<String> identity) {}

    private record Remembered(Verdict verdict, Instant until) {}

    /** The ones that were used last. */
    private final Map<Key, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Remembered> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Kernel kernel;
    private final Events events;
    private final Functions functions;

    Authorization(Kernel kernel, Events events, Functions functions) {
        this.kernel = kernel;
        this.events = events;
        this.functions = functions;
    }

    Verdict verdict(Call call, Authorizer authorizer) {
        List<String> identity = new ArrayList<>();
        for (String source : authorizer.sources()) {
            Optional<String> value = value(call, source).filter(text -> !text.isEmpty());
            if (value.isEmpty()) {
                return new Verdict.Unidentified();
            }
            identity.add(value.get());
        }
        if (authorizer.ttl().isZero()) {
            return ask(call, authorizer, identity);
        }
        Key key = new Key(authorizer, call.site().api().id(), call.stage().name(), identity);
        Instant now = kernel.time().now();
        synchronized (remembered) {
            Remembered known = remembered.get(key);
            if (known != null && now.isBefore(known.until())) {
                return known.verdict();
            }
        }
        Verdict verdict = ask(call, authorizer, identity);
        if (!(verdict instanceof Verdict.Broken)) {
            synchronized (remembered) {
                remembered.put(key, new Remembered(verdict, now.plus(authorizer.ttl())));
            }
        }
        return verdict;
    }

    private Verdict ask(Call call, Authorizer authorizer, List<String> identity) {
        Outcome outcome = functions.call(
                authorizer.function(),
                call.site().api().account(),
                events.authorizerArn(call),
                events.ofAuthorization(call, identity),
                MOST);
        if (!(outcome instanceof Outcome.Returned returned)) {
            return new Verdict.Broken(outcome.toString());
        }
        try {
            JsonNode said = Json.parse(returned.payload());
            if (!said.path("isAuthorized").isBoolean()) {
                return new Verdict.Broken(authorizer.function() + " returned no boolean isAuthorized");
            }
            JsonNode context = said.path("context");
            return said.path("isAuthorized").asBoolean()
                    ? new Verdict.Allowed(context.isMissingNode() ? NullNode.getInstance() : context)
                    : new Verdict.Denied();
        } catch (JsonProcessingException e) {
            return new Verdict.Broken(authorizer.function() + " returned something that is not JSON");
        }
    }

    private static Optional<String> value(Call call, String source) {
        String name = source.substring(source.lastIndexOf('.') + 1);
        if (source.startsWith("$request.header.")) {
            return Optional.ofNullable(call.exchange()
                    .headers()
                    .get(source.substring("$request.header.".length()).toLowerCase(Locale.ROOT)));
        }
        if (source.startsWith("$request.querystring.")) {
            return Optional.ofNullable(
                    Events.query(call.exchange().rawQuery()).get(source.substring("$request.querystring.".length())));
        }
        return source.startsWith("$stageVariables.")
                ? Optional.ofNullable(call.stage().variables().get(name))
                : Variables.of(call).find(source.substring("$context.".length()));
    }
}
