package dev.sluice.engine.wire.query;

import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.aws.Operation;
import dev.sluice.engine.aws.Protocol;
import dev.sluice.engine.aws.Request;
import dev.sluice.engine.aws.Response;
import dev.sluice.engine.aws.Service;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.CommonErrors;
import dev.sluice.engine.wire.protocol.Exchange;
import dev.sluice.engine.wire.protocol.Form;
import dev.sluice.engine.wire.protocol.QueryXml;
import dev.sluice.engine.wire.protocol.Scope;
import dev.sluice.engine.wire.protocol.Shape;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * AWS query: form parameters in, XML out.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public final class QueryProtocol implements Shape {

    private record Bound(Service service, Protocol.Query query) {}

    /** The path of a queue's URL. */
    private static final Pattern QUEUE_PATH = Pattern.compile("/\\d{12}/[^/]+");

    private final Map<String, Bound> bySigningName = new LinkedHashMap<>();

    public QueryProtocol(List<Service> services) {
        for (Service service : services) {
            for (Protocol protocol : service.protocols()) {
                if (protocol instanceof Protocol.Query query) {
                    bySigningName.put(service.signingName(), new Bound(service, query));
                }
            }
        }
    }

    /** All query services share the path: the action identifies the service, unless the signature's service has that action. */
    @Override
    public String service(Exchange exchange) {
        Map<String, List<String>> form = form(exchange);
        String action = action(form);
        Bound scoped = bySigningName.get(Scope.service(exchange));
        if (action.isEmpty() || scoped != null && scoped.service().operations().containsKey(action)) {
            return scoped == null ? "" : scoped.service().signingName();
        }
        Bound known = knower(form, action);
        return known == null ? "" : known.service().signingName();
    }

    /** Whether a request can be one of this protocol: it names an action, or comes to a place where one is missing. */
    public boolean takes(Exchange exchange) {
        String scope = Scope.service(exchange);
        return namesAction(exchange)
                || bySigningName.containsKey(scope)
                || QUEUE_PATH.matcher(exchange.path()).matches()
                || exchange.path().equals("/") && scope.isEmpty();
    }

    /** A form that cannot be read is one of this protocol, and its call reports what is wrong with it. */
    private static boolean namesAction(Exchange exchange) {
        try {
            return !action(form(exchange)).isEmpty();
        } catch (AwsException e) {
            return true;
        }
    }

    private static String action(Map<String, List<String>> form) {
        return form.getOrDefault("Action", List.of("")).get(0);
    }

    @Override
    public Answer call(Exchange exchange, Caller caller, String requestId) {
        Map<String, List<String>> form = form(exchange);
        String action = action(form);
        if (action.isEmpty() && QUEUE_PATH.matcher(exchange.path()).matches()) {
            return Answer.text(404, "text/xml", "<UnknownOperationException/>\n");
        }
        if (action.isEmpty()) {
            throw AwsException.of(
                    "MissingAction", "The request names no operation: neither X-Amz-Target nor Action is given.");
        }
        Bound bound = bound(exchange, form, action);
        Operation operation = bound.service().operations().get(action);
        if (operation == null) {
            throw unknown(bound, action);
        }
        var input = QueryInput.tree(form);
        if (!exchange.path().equals("/") && !input.has("QueueUrl")) {
            input.put("QueueUrl", exchange.path());
        }
        Response response = operation.call(new Request(caller, input, new byte[0], exchange.headers()));
        if (wantsJson(exchange)) {
            return QueryJson.result(bound.query(), action, ((Response.Json) response).body(), requestId);
        }
        String xml = new QueryXml(bound.query()).result(action, ((Response.Json) response).body(), requestId);
        return Answer.text(200, "text/xml", xml);
    }

    /** SQS's words are AWS's; of other services it is said that the engine, not AWS, lacks something. */
    private static AwsException unknown(Bound bound, String action) {
        return AwsException.of(
                "InvalidAction",
                bound.query().flattened()
                        ? "The action " + action + " is not valid for this endpoint."
                        : "The engine has no operation " + action + " of "
                                + bound.service().name() + ".");
    }

    @Override
    public Answer error(Exchange exchange, AwsException error, String requestId) {
        Bound bound = bySigningName.get(Scope.service(exchange));
        String namespace = bound == null
                ? "http://webservices.amazon.com/AWSFault/2005-15-09"
                : bound.query().xmlNamespace();
        String code =
                bound == null ? error.code() : bound.query().errorCodes().getOrDefault(error.code(), error.code());
        code = CommonErrors.queryCode(code);
        if (wantsJson(exchange)) {
            boolean denied = code.equals("AccessDeniedException") || code.equals("AccessDenied");
            return QueryJson.error(denied ? 403 : error.status(), denied ? "AccessDenied" : code, error, requestId);
        }
        if (code.equals("AccessDeniedException") || code.equals("AccessDenied")) {
            return Answer.text(
                    403, "text/xml", QueryXml.error(namespace, "AccessDenied", detail(bound), error, requestId));
        }
        return Answer.text(
                error.status(), "text/xml", QueryXml.error(namespace, code, detail(bound), error, requestId));
    }

    private static boolean wantsJson(Exchange exchange) {
        return exchange.header("accept").equals("application/json");
    }

    private static String detail(@Nullable Bound bound) {
        return bound != null && bound.query().flattened() ? "<Detail/>" : "";
    }

    private static Map<String, List<String>> form(Exchange exchange) {
        Map<String, List<String>> form = new LinkedHashMap<>(Form.parse(exchange.rawQuery()));
        if (exchange.header("content-type").startsWith("application/x-www-form-urlencoded")) {
            form.putAll(Form.parse(new String(exchange.body(), StandardCharsets.UTF_8)));
        }
        return form;
    }

    /** By the signature's scope; without one, by the API version and then by who knows the action. */
    private Bound bound(Exchange exchange, Map<String, List<String>> form, String action) {
        Bound scoped = bySigningName.get(Scope.service(exchange));
        if (scoped != null) {
            return scoped;
        }
        Bound known = knower(form, action);
        if (known == null) {
            throw AwsException.of("InvalidAction", "The engine has no operation " + action + ".");
        }
        return known;
    }

    private @Nullable Bound knower(Map<String, List<String>> form, String action) {
        String version = form.getOrDefault("Version", List.of("")).get(0);
        @Nullable Bound known = null;
        for (Bound bound : bySigningName.values()) {
            if (bound.service().operations().containsKey(action)
                    && (version.isEmpty() || version.equals(bound.query().apiVersion()))) {
                known = bound;
            }
        }
        return known;
    }
}
