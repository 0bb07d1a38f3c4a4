package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.http.Receiver;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.shape.Auth;
import dev.sluice.delivery.shape.BodyFormat;
import dev.sluice.delivery.shape.Credentials;
import dev.sluice.delivery.shape.Shape;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import dev.sluice.verify.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private final Bench bench = new Bench("PT5S,PT5M");

    @AfterEach
    void close() {
        bench.close();
    }

    private Endpoint endpoint(String url, Shape shape, Map<String, String> headers) {
        Endpoint plain = Endpoints.with(Endpoints.of("blue", "1", url), shape);
        Endpoint endpoint = new Endpoint(
                plain.tenant(),
                plain.id(),
                plain.url(),
                plain.description(),
                plain.types(),
                plain.pattern(),
                plain.disabled(),
                plain.failingSince(),
                headers,
                plain.secrets(),
                plain.profile(),
                plain.createdAt(),
                plain.updatedAt(),
                plain.revision());
        bench.endpoints().create(endpoint, 10);
        return endpoint;
    }

    private void send(String event, Endpoint endpoint, String type, String payload) {
        bench.send(Bench.message(
                new Delivery(event, "blue", endpoint.id(), 1, 1, Optional.empty(), payload, type, false)));
    }

    private static Shape with(Auth auth) {
        return new Shape(BodyFormat.STANDARD, Optional.of(Credentials.of(auth)));
    }

    private static Shape in(BodyFormat format) {
        return new Shape(format, Optional.empty());
    }

    private void verify(Receiver.Request request) throws Exception {
        Map<String, String> headers = request.headers();
        new WebhookVerifier(List.of(Endpoints.SECRET.verifier()), WebhookVerifier.TOLERANCE, bench.clock())
                .verify(
                        headers.get("webhook-id"),
                        headers.get("webhook-timestamp"),
                        headers.get("webhook-signature"),
                        request.body().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCloudEventInOneObjectHoldsTheDataAndItsBytesAreSigned() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            send(
                    "e-1",
                    endpoint(receiver.url(), in(BodyFormat.CLOUDEVENTS_STRUCTURED), Map.of()),
                    "order.placed",
                    Bench.PAYLOAD);
            Receiver.Request request = receiver.requests().get(0);
            assertThat(request.headers().get("content-type")).startsWith("application/cloudevents+json");
            assertThat(request.body())
                    .contains("\"specversion\":\"1.0\"", "\"id\":\"e-1\"", "\"type\":\"order.placed\"")
                    .contains("\"source\":\"urn:sluice:tenant:blue\"", "\"time\":\"2026-11-25T12:00:00Z\"")
                    .contains("\"data\":{\"\u00e9\":1.50}");
            verify(request);
        }
    }

    @Test
    void aCloudEventInBinaryModeHasItsAttributesInHeaders() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            send(
                    "e-1",
                    endpoint(receiver.url(), in(BodyFormat.CLOUDEVENTS_BINARY), Map.of()),
                    "order.placed",
                    Bench.PAYLOAD);
            Receiver.Request request = receiver.requests().get(0);
            assertThat(request.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("ce-specversion", "1.0")
                    .containsEntry("ce-id", "e-1")
                    .containsEntry("ce-type", "order.placed")
                    .containsEntry("ce-source", "urn:sluice:tenant:blue")
                    .containsEntry("ce-time", "2026-11-25T12:00:00Z");
            assertThat(request.body()).isEqualTo("{\"\u00e9\":1.50}");
            verify(request);
        }
    }

    @Test
    void theDataAloneIsWhatThePublisherSentWhateverItLooksLike() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = endpoint(receiver.url(), in(BodyFormat.DATA), Map.of());
            send("e-1", endpoint, "order.placed", Bench.PAYLOAD);
            send("e-2", endpoint, "other.type", Bench.PAYLOAD);
            send("e-3", endpoint, "order.placed", "<a/>");
            send("e-4", endpoint, "", "[1]");
            assertThat(receiver.requests())
                    .extracting(Receiver.Request::body)
                    .containsExactly("{\"\u00e9\":1.50}", Bench.PAYLOAD, "<a/>", "[1]");
            assertThat(receiver.requests().get(2).headers().get("content-type")).startsWith("text/plain");
            for (Receiver.Request request : receiver.requests()) {
                verify(request);
            }
        }
    }

    @Test
    void credentialsAreSentAndTheOwnHeaderOfTheSameNameIsNotAndTheRecordMasksThem() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Map<String, String> own = Map.of("Authorization", "own", "X-Shop", "own");
            send("e-1", endpoint(receiver.url(), with(new Auth.Basic("a", "b:\u00fc")), own), "t", "{}");
            assertThat(receiver.requests().get(0).headers())
                    .containsEntry("authorization", "Basic YTpiOsO8")
                    .containsEntry("x-shop", "own");
            change(with(new Auth.ApiKey("x-shop", "s3cret")), own, receiver.url());
            send("e-2", Endpoints.of("blue", "1", ""), "t", "{}");
            assertThat(receiver.requests().get(1).headers())
                    .containsEntry("authorization", "own")
                    .containsEntry("x-shop", "s3cret");
            change(with(new Auth.Bearer("tok")), own, receiver.url());
            send("e-3", Endpoints.of("blue", "1", ""), "t", "{}");
            assertThat(receiver.requests().get(2).headers()).containsEntry("authorization", "Bearer tok");
            assertThat(bench.journal().attempts().toString()).doesNotContain("s3cret", "YTpiOsO8", "Bearer tok");
        }
    }

    private void change(Shape shape, Map<String, String> headers, String url) {
        bench.endpoints().delete("blue", "ep_1");
        endpoint(url, shape, headers);
        bench.restart();
    }

    @Test
    void aTokenIsFetchedOnceAndKeptUntilItExpires() throws Exception {
        AtomicInteger issued = new AtomicInteger();
        try (Receiver tokens = Receiver.start((request, socket) -> Receiver.write(
                        socket,
                        Receiver.response(
                                200,
                                "",
                                "{\"access_token\":\"t" + issued.incrementAndGet() + "\",\"expires_in\":100}")));
                Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = endpoint(
                    receiver.url(), with(new Auth.ClientCredentials(tokens.url(), "id +", "s&", "a b")), Map.of());
            bench.send(
                    bench.delivery("e-1", endpoint), bench.delivery("e-2", endpoint), bench.delivery("e-3", endpoint));
            assertThat(issued).hasValue(1);
            assertThat(tokens.requests().get(0).body()).isEqualTo("grant_type=client_credentials&scope=a+b");
            assertThat(tokens.requests().get(0).headers())
                    .containsEntry("content-type", "application/x-www-form-urlencoded")
                    .containsEntry("authorization", "Basic aWQrJTJCOnMlMjY=");
            assertThat(receiver.requests())
                    .hasSize(3)
                    .allMatch(request -> request.headers().get("authorization").equals("Bearer t1"));
            bench.clock().advance(Duration.ofSeconds(71));
            bench.send(bench.delivery("e-4", endpoint));
            assertThat(receiver.requests().get(3).headers()).containsEntry("authorization", "Bearer t2");
        }
    }

    @Test
    void aTokenThatTheEndpointDoesNotTakeIsReplacedOnceWithinTheAttempt() throws Exception {
        AtomicInteger issued = new AtomicInteger();
        try (Receiver tokens = Receiver.start((request, socket) -> Receiver.write(
                        socket,
                        Receiver.response(200, "", "{\"access_token\":\"t" + issued.incrementAndGet() + "\"}")));
                Receiver receiver = Receiver.start((request, socket) -> Receiver.write(
                        socket,
                        Receiver.response(
                                request.headers().get("authorization").equals("Bearer t1") ? 401 : 204, "", "")))) {
            Endpoint endpoint =
                    endpoint(receiver.url(), with(new Auth.ClientCredentials(tokens.url(), "a", "b", "")), Map.of());
            bench.send(bench.delivery("e-1", endpoint));
            assertThat(bench.journal().attempts()).hasSize(1).allMatch(attempt -> attempt.status() == Status.DELIVERED);
            assertThat(receiver.requests()).hasSize(2);
        }
        try (Receiver tokens = Receiver.start((request, socket) ->
                        Receiver.write(socket, Receiver.response(200, "", "{\"access_token\":\"t\"}")));
                Receiver receiver = Receiver.answering(401)) {
            change(with(new Auth.ClientCredentials(tokens.url(), "a", "b", "")), Map.of(), receiver.url());
            send("e-2", Endpoints.of("blue", "1", ""), "t", "{}");
            assertThat(receiver.requests()).hasSize(2);
            assertThat(bench.retries().messages()).hasSize(1);
        }
    }

    @Test
    void withoutATokenTheEndpointIsNotCalledAndTheAttemptIsRetried() throws Exception {
        try (Receiver tokens = Receiver.start((request, socket) ->
                        Receiver.write(socket, Receiver.response(400, "", "{\"error\":\"invalid_client\"}")));
                Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint =
                    endpoint(receiver.url(), with(new Auth.ClientCredentials(tokens.url(), "a", "b", "")), Map.of());
            bench.send(bench.delivery("e-1", endpoint));
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.status()).isEqualTo(Status.RETRYING);
            assertThat(attempt.error()).startsWith("NOT_AUTHORIZED the token URL answered 400");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void aTokenUrlThatLeadsToAForbiddenAddressIsNotCalled() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            for (String url : List.of(
                    "http://169.254.169.254/token",
                    "http://[::ffff:10.0.0.1]/token",
                    "http://10.1/token",
                    "http://[64:ff9b::a00:1]/token",
                    "ftp://127.0.0.1/token",
                    "http://user@127.0.0.1/token")) {
                change(with(new Auth.ClientCredentials(url, "a", "b", "")), Map.of(), receiver.url());
                send("e-" + url.hashCode(), Endpoints.of("blue", "1", ""), "t", "{}");
            }
            assertThat(bench.journal().attempts())
                    .hasSize(6)
                    .allMatch(attempt -> attempt.status() == Status.DEAD_LETTERED
                            && (attempt.error().startsWith("FORBIDDEN_ADDRESS")
                                    || attempt.error().startsWith("INVALID_REQUEST")));
            assertThat(receiver.requests()).isEmpty();
        }
    }
}
