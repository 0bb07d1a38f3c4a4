package dev.sluice.engine.wire;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.store.StoreBusyException;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.CborProtocol;
import dev.sluice.engine.wire.protocol.Exchange;
import dev.sluice.engine.wire.protocol.JsonProtocol;
import dev.sluice.engine.wire.protocol.RestProtocol;
import dev.sluice.engine.wire.protocol.Scope;
import dev.sluice.engine.wire.protocol.Shape;
import dev.sluice.engine.wire.query.QueryProtocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request to the protocol of its service, and turns every failure into AWS's shape. Thread-safe. */
public final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final JsonProtocol json;
    private final CborProtocol cbor;
    private final QueryProtocol query;
    private final RestProtocol rest;
    private final Authenticator authenticator;
    private final Ids ids;

    public Gateway(Aws aws, Authenticator authenticator, Ids ids) {
        this.authenticator = authenticator;
        this.ids = ids;
        this.json = new JsonProtocol(aws.services());
        this.cbor = new CborProtocol(aws.services());
        this.query = new QueryProtocol(with(aws, Protocol.Query.class));
        this.rest = new RestProtocol(with(aws, Protocol.RestJson.class));
    }

    /** Never throws: a bad request gets AWS's error, and so does an internal failure. */
    public Answer handle(Exchange exchange) {
        String requestId = ids.uuid().toString();
        Shape shape = shape(exchange);
        Answer answer;
        try {
            answer = shape.call(exchange, authenticator.caller(exchange, shape.service(exchange)), requestId);
        } catch (AwsException e) {
            answer = shape.error(exchange, e, requestId);
        } catch (StoreBusyException e) {
            answer = shape.error(
                    exchange,
                    AwsException.of("ThrottlingException", 400, "Rate exceeded; retry with back-off."),
                    requestId);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", requestId, e);
            answer = shape.error(
                    exchange,
                    AwsException.of("InternalFailure", 500, "The engine failed; see its log for " + requestId + "."),
                    requestId);
        }
        return answer.with(headers(answer.headers(), requestId));
    }

    /**
     * What the headers of a request say about who sends it.
     *
     * @param refusal what it would be answered whatever its body is, if it cannot be trusted
     */
    public record Early(Authenticator.Trust trust, Optional<Answer> refusal) {}

    /** Judges a request before its body is there. Never throws. */
    public Early early(Exchange head) {
        String requestId = ids.uuid().toString();
        Shape shape = shape(head);
        AwsException refused;
        try {
            return new Early(authenticator.trust(head, shape.service(head)), Optional.empty());
        } catch (AwsException e) {
            refused = e;
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, e);
            refused = AwsException.of("InternalFailure", 500, "The engine failed; see its log for " + requestId + ".");
        }
        Answer answer = shape.error(head, refused, requestId);
        return new Early(Authenticator.Trust.NONE, Optional.of(answer.with(headers(answer.headers(), requestId))));
    }

    private Shape shape(Exchange exchange) {
        if (CborProtocol.speaks(exchange)) {
            return cbor;
        }
        if (!exchange.header("x-amz-target").isEmpty()) {
            return json;
        }
        if (!exchange.path().equals("/") && (rest.knows(exchange) || rest.serves(Scope.service(exchange)))) {
            return rest;
        }
        return query.takes(exchange) ? query : rest;
    }

    private static Map<String, String> headers(Map<String, String> given, String requestId) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.put("x-amzn-requestid", requestId);
        return all;
    }

    private static List<Service> with(Aws aws, Class<? extends Protocol> protocol) {
        List<Service> services = new ArrayList<>();
        for (Service service : aws.services()) {
            if (service.protocols().stream().anyMatch(protocol::isInstance)) {
                services.add(service);
            }
        }
        return services;
    }
}
