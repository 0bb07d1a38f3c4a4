package dev.sluice.tests.contracts.destinations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.Receiver;
import dev.sluice.engine.testing.Receiver.Arrived;
import dev.sluice.tests.contracts.Contract;
import dev.sluice.tests.contracts.Line;
import dev.sluice.tests.contracts.cloud.Destination;
import dev.sluice.tests.contracts.cloud.Lab;
import dev.sluice.tests.contracts.cloud.Rule;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.model.ConnectionBodyParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHeaderParameter;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHttpParameters;
import software.amazon.awssdk.services.eventbridge.model.ConnectionQueryStringParameter;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The request that an API destination gets.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html">API destinations</a>
 */
class CallTest extends Contract {

    private static final String ALL = "{\"source\":[\"shop\"]}";
    private static final String DETAIL = "{\"id\":\"o 1\",\"tags\":[\"t\"],\"n\":1.50}";

    private void call(Destination destination, Consumer<Target.Builder> more) {
        Rule rule = lab.rule(lab.bus(), ALL);
        rule.target(target -> more.accept(target.arn(destination.arn()).roleArn(destination.role())));
        lab.put(rule.bus(), DETAIL);
    }

    private static void parameters(Target.Builder target, Consumer<HttpParameters.Builder> parameters) {
        target.httpParameters(parameters);
    }

    @Test
    @Line({"C.5", "C.9"})
    void fixedHeadersComeWithTheEventAsBody() {
        Receiver receiver = lab.receiver();
        call(Destination.of(lab, receiver.url("/in")), target -> {});
        Arrived arrived = receiver.take();
        assertThat(arrived.requestLine()).isEqualTo("POST /in HTTP/1.1");
        assertThat(arrived.header("User-Agent")).isEqualTo("Amazon/EventBridge/ApiDestinations");
        assertThat(arrived.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(arrived.header("Range")).isEqualTo("bytes=0-1048575");
        assertThat(arrived.header("Accept-Encoding")).isEqualTo("gzip,deflate");
        assertThat(arrived.header("Connection")).isEqualToIgnoringCase("close");
        assertThat(arrived.header("Content-Length"))
                .isEqualTo(String.valueOf(arrived.body().length()));
        assertThat(arrived.header("X-Key")).isEqualTo("secret");
        assertThat(arrived.body()).startsWith("{\"version\":\"0\",\"id\":").endsWith("\"detail\":" + DETAIL + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A-IM",
                "Accept-Charset",
                "Accept-Datetime",
                "Accept-Encoding",
                "Cache-Control",
                "Connection",
                "Content-Encoding",
                "Content-Length",
                "Content-MD5",
                "Date",
                "Expect",
                "Forwarded",
                "From",
                "Host",
                "HTTP2-Settings",
                "If-Match",
                "If-Modified-Since",
                "If-None-Match",
                "If-Range",
                "If-Unmodified-Since",
                "Max-Forwards",
                "Origin",
                "Pragma",
                "Proxy-Authorization",
                "Range",
                "Referer",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "User-Agent",
                "Upgrade",
                "Via",
                "Warning"
            })
    @Line("C.5")
    void aHeaderThatEventBridgeOwnsIsTakenAway(String header) {
        Receiver receiver = lab.receiver();
        call(
                Destination.of(lab, receiver.url("/in")),
                target -> parameters(target, http -> http.headerParameters(Map.of(header, "mine", "X-Mine", "kept"))));
        Arrived arrived = receiver.take();
        assertThat(arrived.header("X-Mine")).isEqualTo("kept");
        assertThat(arrived.headers()).noneMatch(line -> line.endsWith(": mine"));
    }

    @Test
    @Line("C.5")
    void aContentTypeOfOnesOwnIsKept() {
        Receiver receiver = lab.receiver();
        call(
                Destination.of(lab, receiver.url("/in")),
                target -> parameters(
                        target, http -> http.headerParameters(Map.of("Content-Type", "application/cloudevents+json"))));
        assertThat(receiver.take().header("Content-Type")).isEqualTo("application/cloudevents+json");
    }

    @Test
    @Line({"C.4", "L.1", "0.4"})
    void pathHeaderAndQueryValuesMayComeFromTheEvent() {
        Receiver receiver = lab.receiver();
        call(
                Destination.of(lab, receiver.url("/orders/*/of/*?own=1")),
                target -> parameters(
                        target.input("{\"replaced\":true}"),
                        http -> http.pathParameterValues("$.detail.id", "fixed")
                                .headerParameters(Map.of("X-Type", "$.detail-type", "X-Gone", "$.detail.gone"))
                                .queryStringParameters(Map.of("tag", "$.detail.tags[0]"))));
        Arrived arrived = receiver.take();
        assertThat(arrived.requestLine()).isEqualTo("POST /orders/o%201/of/fixed?own=1&tag=t HTTP/1.1");
        assertThat(arrived.header("X-Type")).isEqualTo("order");
        assertThat(arrived.header("X-Gone")).isEmpty();
        assertThat(arrived.body()).isEqualTo("{\"replaced\":true}");
    }

    @Test
    @Line("C.3")
    void parametersOfTheConnectionWin() {
        Receiver receiver = lab.receiver();
        Consumer<ConnectionHttpParameters.Builder> own =
                http -> http.headerParameters(ConnectionHeaderParameter.builder()
                                .key("X-Both")
                                .value("connection")
                                .build())
                        .queryStringParameters(ConnectionQueryStringParameter.builder()
                                .key("both")
                                .value("connection")
                                .build())
                        .bodyParameters(ConnectionBodyParameter.builder()
                                .key("added")
                                .value("connection")
                                .build());
        Destination destination = Destination.of(
                lab,
                receiver.url("/in"),
                connection -> connection.authParameters(auth -> auth.apiKeyAuthParameters(
                                key -> key.apiKeyName("X-Key").apiKeyValue("secret"))
                        .invocationHttpParameters(own)),
                d -> {});
        call(
                destination,
                target -> parameters(
                        target.inputPath("$.detail"),
                        http -> http.headerParameters(Map.of("X-Both", "target", "X-Own", "target"))
                                .queryStringParameters(Map.of("both", "target"))));
        Arrived arrived = receiver.take();
        assertThat(arrived.requestLine()).isEqualTo("POST /in?both=connection HTTP/1.1");
        assertThat(arrived.header("X-Both")).isEqualTo("connection");
        assertThat(arrived.header("X-Own")).isEqualTo("target");
        assertThat(arrived.body()).isEqualTo("{\"id\":\"o 1\",\"tags\":[\"t\"],\"n\":1.50,\"added\":\"connection\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "GET", "HEAD", "OPTIONS"})
    @Line("C.1")
    void theMethodIsTheDestinations(String method) {
        Receiver receiver = lab.receiver();
        call(
                Destination.of(lab, receiver.url("/in"), c -> {}, destination -> destination.httpMethod(method)),
                target -> {});
        assertThat(receiver.take().requestLine()).isEqualTo(method + " /in HTTP/1.1");
    }

    @Test
    @Line({"C.2", "C.8"})
    void aTokenIsFetchedOnceAndAgainWhenItIsRefused() {
        Receiver receiver = lab.receiver();
        Receiver tokens = lab.receiver();
        tokens.then(Receiver.text(200, "{\"access_token\":\"one\",\"token_type\":\"Bearer\",\"expires_in\":3600}"))
                .always(Receiver.text(200, "{\"access_token\":\"two\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
        Destination destination = Destination.of(
                lab,
                receiver.url("/in"),
                connection -> connection
                        .authorizationType("OAUTH_CLIENT_CREDENTIALS")
                        .authParameters(auth -> auth.oAuthParameters(oauth -> oauth.authorizationEndpoint(
                                        tokens.url("/token"))
                                .httpMethod("POST")
                                .clientParameters(
                                        client -> client.clientID("me").clientSecret("shh"))
                                .oAuthHttpParameters(http -> http.bodyParameters(ConnectionBodyParameter.builder()
                                        .key("scope")
                                        .value("orders")
                                        .build())))),
                d -> {});
        Lab.soon()
                .until(() -> lab.events()
                        .describeConnection(request -> request.name(destination.name()))
                        .connectionStateAsString()
                        .equals("AUTHORIZED"));
        Arrived asked = tokens.take();
        assertThat(asked.requestLine()).isEqualTo("POST /token HTTP/1.1");
        assertThat(asked.body()).contains("client_credentials").contains("shh").contains("orders");
        receiver.then(Receiver.status(401));
        call(destination, target -> {});
        assertThat(receiver.take().header("Authorization")).isEqualTo("Bearer one");
        assertThat(receiver.take().header("Authorization")).isEqualTo("Bearer two");
        assertThat(tokens.all()).hasSize(2);
    }

    @Test
    @Line("C.7")
    void callsAboveTheRateAreDelayedAndNotDropped() {
        Receiver receiver = lab.receiver();
        Destination destination =
                Destination.of(lab, receiver.url("/in"), c -> {}, d -> d.invocationRateLimitPerSecond(2));
        Rule rule = lab.rule(lab.bus(), ALL);
        rule.target(target -> target.arn(destination.arn()).roleArn(destination.role()));
        long begin = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            lab.put(rule.bus(), "{}");
        }
        for (int i = 0; i < 5; i++) {
            receiver.take();
        }
        assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThan(900);
    }

    @Test
    @Line("C.9")
    void everyEventIsACallOfItsOwn() {
        Receiver receiver = lab.receiver();
        Destination destination = Destination.of(lab, receiver.url("/in"));
        Rule rule = lab.rule(lab.bus(), ALL);
        rule.target(target ->
                target.arn(destination.arn()).roleArn(destination.role()).inputPath("$.detail.n"));
        lab.put(Lab.entry(rule.bus(), "{\"n\":1}"), Lab.entry(rule.bus(), "{\"n\":2}"));
        assertThat(List.of(receiver.take().body(), receiver.take().body())).containsExactlyInAnyOrder("1", "2");
    }
}
