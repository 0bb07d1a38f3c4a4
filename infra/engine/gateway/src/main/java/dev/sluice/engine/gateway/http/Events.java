package dev.sluice.engine.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.gateway.model.RouteKey;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.wire.protocol.Exchange;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What functions get in payload format 2.0. The path is decoded. A body is text only if its type is {@code text/*} or JSON, XML
 * or JavaScript, and Base64 otherwise, also without a type: AWS does so without documenting it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format">Payload format</a>
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.payload-format">Authorizers'</a>
 */
final class Events {

    static final String SOURCE_IP = "127.0.0.1";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Set<String> TEXTS = Set.of("application/json", "application/xml", "application/javascript");

    private final String region;

    Events(String region) {
        this.region = region;
    }

    /** @param authorizer what an authorizer said about the caller; empty if none was asked */
    ObjectNode ofRequest(Call call, Optional<JsonNode> authorizer) {
        ObjectNode event = Json.object().put("version", "2.0");
        request(event, call);
        authorizer.ifPresent(said -> context(event).putObject("authorizer").set("lambda", said));
        body(event, call.exchange());
        return event;
    }

    /** @param identity the values of the authorizer's sources */
    ObjectNode ofAuthorization(Call call, List<String> identity) {
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("type", "REQUEST")
                .put("routeArn", arn(call, "/" + call.exchange().method() + RouteKey.decoded(call.path())));
        var sources = event.putArray("identitySource");
        identity.forEach(sources::add);
        request(event, call);
        return event;
    }

    /** The ARN that function policies see for a route. */
    String routeArn(Call call) {
        return arn(
                call,
                call.route().key().isDefault()
                        ? "/" + RouteKey.DEFAULT
                        : "/" + call.exchange().method() + call.route().key().pathText());
    }

    /** The ARN that function policies see for an authorizer. */
    String authorizerArn(Call call) {
        return api(call) + "/authorizers/" + call.route().authorizer();
    }

    private String arn(Call call, String path) {
        return api(call) + "/" + call.stage().name() + path;
    }

    private String api(Call call) {
        return "arn:aws:execute-api:" + region + ":" + call.site().api().account() + ":"
                + call.site().api().id();
    }

    private static ObjectNode context(ObjectNode event) {
        return (ObjectNode) event.get("requestContext");
    }

    private static void request(ObjectNode event, Call call) {
        Exchange exchange = call.exchange();
        String path = RouteKey.decoded(call.path());
        event.put("routeKey", call.route().key().text())
                .put("rawPath", path)
                .put("rawQueryString", exchange.rawQuery());
        String cookie = exchange.header("cookie");
        if (!cookie.isEmpty()) {
            var cookies = event.putArray("cookies");
            for (String one : cookie.split(";")) {
                cookies.add(one.strip());
            }
        }
        texts(event.putObject("headers"), headers(call));
        Map<String, String> query = query(exchange.rawQuery());
        if (!query.isEmpty()) {
            texts(event.putObject("queryStringParameters"), query);
        }
        context(event, call, path);
        if (!call.variables().isEmpty()) {
            texts(event.putObject("pathParameters"), call.variables());
        }
        if (!call.stage().variables().isEmpty()) {
            texts(event.putObject("stageVariables"), call.stage().variables());
        }
    }

    private static void texts(ObjectNode node, Map<String, String> texts) {
        texts.forEach(node::put);
    }

    private static Map<String, String> headers(Call call) {
        Map<String, String> headers = new TreeMap<>(call.exchange().headers());
        headers.remove("cookie");
        headers.put("content-length", Integer.toString(call.exchange().body().length));
        headers.merge("x-forwarded-for", SOURCE_IP, (given, ours) -> given + ", " + ours);
        headers.put("x-forwarded-port", call.port());
        headers.put("x-forwarded-proto", "http");
        headers.putIfAbsent("x-amzn-trace-id", trace(call));
        return headers;
    }

    private static String trace(Call call) {
        String hex = String.format("%024x", new BigInteger(1, call.id().getBytes(StandardCharsets.UTF_8)));
        return "Root=1-" + Long.toHexString(call.at().getEpochSecond()) + "-" + hex.substring(hex.length() - 24);
    }

    /** Values of the same name are joined by commas. */
    static Map<String, String> query(String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            query.merge(name, value, (before, more) -> before + "," + more);
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void context(ObjectNode event, Call call, String path) {
        String domain = call.domain();
        ObjectNode context = event.putObject("requestContext")
                .put("accountId", call.site().api().account())
                .put("apiId", call.site().api().id())
                .put("domainName", domain)
                .put("domainPrefix", domain.contains(".") ? domain.substring(0, domain.indexOf('.')) : domain);
        context.putObject("http")
                .put("method", call.exchange().method())
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", SOURCE_IP)
                .put("userAgent", call.exchange().header("user-agent"));
        context.put("requestId", call.id())
                .put("routeKey", call.route().key().text())
                .put("stage", call.stage().name())
                .put("time", time(call))
                .put("timeEpoch", call.at().toEpochMilli());
    }

    /** When it arrived, as web servers log it. */
    static String time(Call call) {
        return TIME.format(call.at());
    }

    private static void body(ObjectNode event, Exchange exchange) {
        byte[] body = exchange.body();
        Optional<String> text =
                body.length > 0 && isText(exchange.header("content-type")) ? text(body) : Optional.empty();
        if (body.length > 0) {
            event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)));
        }
        event.put("isBase64Encoded", body.length > 0 && text.isEmpty());
    }

    private static boolean isText(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/") || TEXTS.contains(type);
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
