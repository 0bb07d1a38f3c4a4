package dev.sluice.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.cfn.custom.Responses;
import dev.sluice.engine.kernel.Kernel;
import dev.sluice.engine.metrics.Exposition;
import dev.sluice.engine.metrics.Page;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.trace.Trace;
import dev.sluice.engine.trace.TraceRecord;
import dev.sluice.engine.wire.Authenticator;
import dev.sluice.engine.wire.http.HttpServer;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine's own pages below {@code /_sluice}: {@code health} and {@code metrics} for anybody on this machine (metrics show
 * names of resources and numbers, and Prometheus cannot sign), {@code responses} for functions of custom resources, which know
 * the rest of the path, {@code trace} for the owner's signature only, since it covers
 * all partners and tenants.
 */
final class OwnPages implements HttpServer.Own {

    private static final String PREFIX = "/_sluice/";
    private static final int PAGE = 1_000;

    /** The rest of what the client has sent already goes with the connection. */
    private static final Answer TOO_OFTEN = json(
                    503,
                    Json.object()
                            .put("__type", "ServiceUnavailable")
                            .put("message", "This page was asked for too often; ask again in a second."))
            .with(Map.of("Retry-After", "1", "Connection", "close"));

    private final Kernel kernel;
    private final Authenticator authenticator;
    private final Responses responses;
    private final boolean shown;
    private final Page metrics;

    /** @param shown whether there are any but {@code responses}, which custom resources need */
    OwnPages(Kernel kernel, Authenticator authenticator, Responses responses, boolean shown) {
        this.shown = shown;
        this.kernel = kernel;
        this.responses = responses;
        this.authenticator = authenticator;
        this.metrics = new Page(
                kernel.time()::now, () -> Exposition.of(kernel.metrics().totals()));
    }

    @Override
    public Optional<Answer> atOnce(Exchange head) {
        if (!shown) {
            return Optional.empty();
        }
        return switch (head.path()) {
            case PREFIX + "health" -> Optional.of(json(200, Json.object().put("status", "ready")));
            case PREFIX + "metrics" -> Optional.of(metrics());
            default -> Optional.empty();
        };
    }

    private Answer metrics() {
        return metrics.bytes()
                .map(bytes -> new Answer(200, Exposition.CONTENT_TYPE, Map.of(), bytes))
                .orElse(TOO_OFTEN);
    }

    @Override
    public Optional<Answer> answer(Exchange exchange) {
        if (!exchange.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String page = exchange.path().substring(PREFIX.length());
        boolean response = page.startsWith(Responses.PAGE) && exchange.method().equals("PUT");
        if (!shown && !response) {
            return Optional.empty();
        }
        try {
            if (response) {
                return Optional.of(response(page.substring(Responses.PAGE.length()), exchange.body()));
            }
            requireOwner(exchange);
            if (page.equals("trace")) {
                return Optional.of(json(200, since(exchange.rawQuery())));
            }
            if (page.startsWith("trace/")) {
                return Optional.of(json(200, records(kernel.trace().of(page.substring("trace/".length())))));
            }
            return Optional.of(json(404, Json.object().put("message", "There is no page " + exchange.path() + ".")));
        } catch (AwsException e) {
            return Optional.of(
                    json(e.status(), Json.object().put("__type", e.code()).put("message", e.message())));
        }
    }

    private Answer response(String token, byte[] body) {
        return responses.put(token, body)
                ? Answer.text(200, "text/plain", "")
                : json(403, Json.object().put("message", "This response is no longer awaited."));
    }

    private void requireOwner(Exchange exchange) {
        Caller caller = authenticator.caller(exchange, "sluice");
        if (caller.kind() != Caller.Kind.ROOT || !caller.account().equals(kernel.account())) {
            throw AwsException.of(
                    "AccessDeniedException", 403, "User: " + caller.arn() + " is not authorized to read the trace.");
        }
    }

    private ObjectNode since(String query) {
        long after = query.matches("after=\\d{1,18}") ? Long.parseLong(query.substring("after=".length())) : 0;
        List<Trace.Numbered> page = kernel.trace().since(after, PAGE);
        ObjectNode node = records(page.stream().map(Trace.Numbered::record).toList());
        return node.put(
                "last", page.isEmpty() ? after : page.get(page.size() - 1).number());
    }

    private static ObjectNode records(List<TraceRecord> records) {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("records");
        for (TraceRecord record : records) {
            ObjectNode one = list.addObject()
                    .put("eventId", record.eventId())
                    .put("subject", record.subject())
                    .put("at", record.at().toString())
                    .put("type", record.type())
                    .put("resource", record.resource());
            record.details().forEach(one.putObject("details")::put);
        }
        return node;
    }

    private static Answer json(int status, ObjectNode body) {
        return Answer.text(status, "application/json", Json.text(body));
    }
}
