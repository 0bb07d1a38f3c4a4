package dev.sluice.engine.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.gateway.http.Authorization.Verdict;
import dev.sluice.engine.gateway.invoke.FunctionResponse;
import dev.sluice.engine.gateway.invoke.Functions;
import dev.sluice.engine.gateway.invoke.Functions.Outcome;
import dev.sluice.engine.gateway.model.Authorizer;
import dev.sluice.engine.gateway.model.Cors;
import dev.sluice.engine.gateway.model.Integration;
import dev.sluice.engine.gateway.model.Route;
import dev.sluice.engine.gateway.model.RouteKey;
import dev.sluice.engine.gateway.model.Site;
import dev.sluice.engine.gateway.model.Stage;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Metric;
import dev.sluice.engine.wire.http.Guests;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of the clients of HTTP APIs, in AWS's order: CORS, route, throttle, authorizer, integration. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP APIs</a>
 */
public final class HttpApis implements Guests, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApis.class);
    private static final int MOST_HEADER_BYTES = 10_240;
    private static final int MOST_BODY_BYTES = 10 << 20;
    private static final int ID_BYTES = 11;
    private static final Route NONE = new Route(new RouteKey("-", "", List.of()), "", "");

    private final Kernel kernel;
    private final Sites sites;
    private final Events events;
    private final Functions functions;
    private final Authorization authorization;
    private final Limiter limiter;
    private final AccessLog log;

    public HttpApis(Kernel kernel, Sites sites) {
        this.kernel = kernel;
        this.sites = sites;
        this.events = new Events(kernel.region());
        this.functions = new Functions(kernel);
        this.authorization = new Authorization(kernel, events, functions);
        this.limiter = new Limiter(kernel.time());
        this.log = new AccessLog(kernel);
    }

    @Override
    public boolean takes(Exchange exchange) {
        return !AwsRequests.includes(exchange) && Place.isMeant(exchange, sites);
    }

    /** Never throws: a failure of ours is answered as AWS answers its own. */
    @Override
    public Answer answer(Exchange exchange) {
        String id = id();
        Instant at = kernel.time().now();
        Answer answer;
        Optional<Place> place = Place.of(exchange, sites);
        if (place.isEmpty()) {
            answer = Answers.NOT_FOUND;
        } else {
            answer = answer(exchange, place.get(), id, at);
        }
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.put("apigw-requestid", id);
        return answer.with(headers);
    }

    private Answer answer(Exchange exchange, Place place, String id, Instant at) {
        Site site = place.site();
        Optional<Stage> stage = place.stage();
        if (site.api().disabled() || stage.isEmpty()) {
            return Answers.NOT_FOUND;
        }
        Optional<Site.Found> found = site.route(exchange.method(), place.segments());
        Call call = new Call(
                id,
                at,
                exchange,
                site,
                stage.get(),
                place.path(),
                found.map(Site.Found::route).orElse(NONE),
                found.map(Site.Found::variables).orElse(Map.of()));
        Variables variables = Variables.of(call);
        Answer answer;
        try {
            answer = withCors(call, () -> route(call, found.isPresent(), variables));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} of the API {} failed", id, site.api().id(), e);
            answer = Answers.ERROR;
        }
        finished(call, answer, variables);
        return answer;
    }

    private interface Work {
        Answer answer();
    }

    /** API Gateway answers browsers that ask before they call, and its configuration wins over what functions say of CORS. */
    private static Answer withCors(Call call, Work work) {
        Optional<Cors> cors = call.site().api().cors();
        if (cors.isEmpty()) {
            return work.answer();
        }
        Exchange exchange = call.exchange();
        String origin = exchange.header("origin");
        if (exchange.method().equals("OPTIONS")
                && !origin.isEmpty()
                && !exchange.header("access-control-request-method").isEmpty()) {
            return new Answer(204, "", cors.get().preflight(origin), new byte[0]);
        }
        Answer answer = work.answer();
        Map<String, String> headers = new LinkedHashMap<>(answer.headers());
        headers.keySet().removeIf(name -> name.startsWith("access-control-"));
        headers.putAll(cors.get().response(origin));
        return answer.with(headers);
    }

    private Answer route(Call call, boolean found, Variables variables) {
        Exchange exchange = call.exchange();
        if (size(exchange) > MOST_HEADER_BYTES) {
            return Answers.HEADERS_TOO_LARGE;
        }
        if (exchange.body().length > MOST_BODY_BYTES) {
            return Answers.TOO_LARGE;
        }
        if (!found) {
            return Answers.NOT_FOUND;
        }
        if (!limiter.admits(call)) {
            return Answers.TOO_MANY;
        }
        if (call.route().authorizer().isEmpty()) {
            return integration(call, Optional.empty(), variables);
        }
        Authorizer authorizer = call.site().authorizers().get(call.route().authorizer());
        if (authorizer == null) {
            return broken(call, variables, "the route's authorizer is missing");
        }
        Verdict verdict = authorization.verdict(call, authorizer);
        if (verdict instanceof Verdict.Allowed allowed) {
            variables.withAuthorizer(allowed.context());
            return integration(call, Optional.of(allowed.context()), variables);
        }
        if (verdict instanceof Verdict.Broken broken) {
            variables.with("authorizer.error", broken.reason());
            return broken(call, variables, broken.reason());
        }
        return verdict instanceof Verdict.Denied ? Answers.FORBIDDEN : Answers.UNAUTHORIZED;
    }

    private Answer integration(Call call, Optional<JsonNode> authorizer, Variables variables) {
        Integration integration = call.site().integrations().get(call.route().integration());
        if (integration == null) {
            return broken(call, variables, "the route's integration is missing");
        }
        Instant begin = kernel.time().now();
        Outcome outcome = functions.call(
                integration.function(),
                call.site().api().account(),
                events.routeArn(call),
                events.ofRequest(call, authorizer),
                integration.timeout());
        long took = Duration.between(begin, kernel.time().now()).toMillis();
        variables.with("integrationLatency", Long.toString(took)).with("integration.latency", Long.toString(took));
        record(call, "IntegrationLatency", took);
        if (outcome instanceof Outcome.Returned returned) {
            return FunctionResponse.of(returned.payload())
                    .orElseGet(
                            () -> broken(call, variables, integration.function() + " returned what is not a response"));
        }
        if (outcome instanceof Outcome.Failed failed) {
            return broken(call, variables, failed.reason());
        }
        if (outcome instanceof Outcome.Unavailable unavailable) {
            broken(call, variables, unavailable.reason());
            return Answers.UNAVAILABLE;
        }
        return Answers.TOO_LARGE;
    }

    /** Clients are not told why; the log and the access log are. */
    private static Answer broken(Call call, Variables variables, String reason) {
        LOG.warn(
                "{} of the API {} is answered with an error: {}",
                call.route().key().text(),
                call.site().api().name(),
                reason);
        variables.with("integrationErrorMessage", reason).with("integration.error", reason);
        return Answers.ERROR;
    }

    private void finished(Call call, Answer answer, Variables variables) {
        long took = Duration.between(call.at(), kernel.time().now()).toMillis();
        record(call, "Count", 1);
        record(call, "4xx", answer.status() / 100 == 4 ? 1 : 0);
        record(call, "5xx", answer.status() / 100 == 5 ? 1 : 0);
        record(call, "Latency", took);
        String group = call.stage().logGroup();
        if (!group.isEmpty()) {
            variables
                    .with("status", Integer.toString(answer.status()))
                    .with("responseLength", Integer.toString(answer.body().length))
                    .with("responseLatency", Long.toString(took));
            String api = call.site().api().id();
            log.add(
                    call.site().api().account(),
                    group,
                    api + "-" + call.stage().name().replace("$", ""),
                    call.at(),
                    variables.fill(call.stage().logFormat()));
        }
    }

    private void record(Call call, String name, double value) {
        kernel.metrics()
                .of(call.site().api().account())
                .record(
                        new Metric(
                                "AWS/ApiGateway",
                                name,
                                Map.of("ApiId", call.site().api().id())),
                        value);
    }

    /** The request line and the values of headers, as AWS counts them. */
    private static int size(Exchange exchange) {
        int size = exchange.method().length()
                + exchange.rawPath().length()
                + exchange.rawQuery().length();
        List<String> values = new ArrayList<>(exchange.headers().values());
        return size + values.stream().mapToInt(String::length).sum();
    }

    private String id() {
        UUID uuid = kernel.ids().uuid();
        byte[] bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        byte[] id = new byte[ID_BYTES];
        System.arraycopy(bytes, bytes.length - ID_BYTES, id, 0, ID_BYTES);
        return Base64.getUrlEncoder().encodeToString(id);
    }

    @Override
    public void close() {
        functions.close();
        log.close();
    }
}
