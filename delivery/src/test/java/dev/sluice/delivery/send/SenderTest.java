package dev.sluice.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.sluice.delivery.endpoint.Endpoint;
import dev.sluice.delivery.endpoint.Endpoints;
import dev.sluice.delivery.endpoint.Secret;
import dev.sluice.delivery.http.Receiver;
import dev.sluice.delivery.queue.Delivery;
import dev.sluice.delivery.queue.MemoryQueue;
import dev.sluice.delivery.queue.Outgoing;
import dev.sluice.delivery.queue.Received;
import dev.sluice.runtime.journal.Attempt;
import dev.sluice.runtime.journal.Attempt.Status;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    private final Bench bench = new Bench("PT5S,PT5M");

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theOfficialLibraryVerifiesWhatIsSent() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.clock().advance(Duration.between(bench.clock().instant(), Instant.now()));
            assertThat(bench.send(bench.delivery("e-1", endpoint))).isEmpty();
            Receiver.Request request = receiver.requests().get(0);
            new Webhook(Endpoints.SECRET.reveal()).verify(request.body(), headers(request));
            assertThat(request.line()).isEqualTo("POST /hook HTTP/1.1");
            assertThat(request.body()).isEqualTo(Bench.PAYLOAD);
            assertThat(request.headers())
                    .containsEntry("webhook-id", "e-1")
                    .containsEntry("content-type", "application/json")
                    .containsEntry("user-agent", "Sluice-Webhooks/0.1")
                    .doesNotContainKey("accept-encoding");
        }
    }

    @Test
    void theSecretBeforeARotationSignsTooUntilItEnds() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            Secret fresh = new Secret(new byte[32], Optional.empty());
            Instant now = Instant.now();
            bench.clock().advance(Duration.between(bench.clock().instant(), now));
            bench.endpoints()
                    .replace(endpoint.secrets(List.of(fresh, Endpoints.SECRET.until(now.plusSeconds(60))))
                            .changed(now));
            bench.send(bench.delivery("e-1", endpoint));
            Receiver.Request both = receiver.requests().get(0);
            new Webhook(Endpoints.SECRET.reveal()).verify(both.body(), headers(both));
            new Webhook(fresh.reveal()).verify(both.body(), headers(both));
            bench.clock().advance(Duration.ofSeconds(60));
            bench.send(bench.delivery("e-2", endpoint));
            assertThat(receiver.requests().get(1).headers().get("webhook-signature"))
                    .doesNotContain(" ");
        }
    }

    @Test
    void anAttemptIsRecordedAsDelivered() throws Exception {
        try (Receiver receiver =
                Receiver.start((request, socket) -> Receiver.write(socket, Receiver.response(200, "", "thanks")))) {
            bench.send(bench.delivery("e-1", bench.register("1", receiver.url())));
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.key()).isEqualTo(new Attempt.Key("e-1", "ep_1", 1));
            assertThat(attempt.status()).isEqualTo(Status.DELIVERED);
            assertThat(attempt.httpStatus()).contains(200);
            assertThat(attempt.response()).isEqualTo("thanks");
            assertThat(attempt.url()).isEqualTo(receiver.url());
            assertThat(bench.retries().messages()).isEmpty();
        }
    }

    @Test
    void anAttemptsRecordHasTheAddressAndTheHeadersButNoSecret() throws Exception {
        try (Receiver receiver = Receiver.start((request, socket) ->
                Receiver.write(socket, Receiver.response(200, "X-Request: r-1\r\nSet-Cookie: a=1\r\n", "")))) {
            Endpoint endpoint = bench.register("1", receiver.url());
            Endpoint changed = withHeaders(endpoint, Map.of("Authorization", "Bearer s3cret", "X-Shop", "blue"));
            bench.endpoints().replace(changed.changed(bench.clock().instant()));
            bench.send(bench.delivery("e-1", endpoint));
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.trigger()).isEqualTo(Attempt.Trigger.SCHEDULE);
            assertThat(attempt.wire().address()).isEqualTo("127.0.0.1");
            assertThat(attempt.wire().received())
                    .contains(Map.entry("X-Request", "r-1"), Map.entry("Set-Cookie", "a=1"));
            assertThat(attempt.wire().sent())
                    .contains(Map.entry("Authorization", ""), Map.entry("X-Shop", "blue"))
                    .anyMatch(header -> header.getKey().equals("webhook-signature")
                            && header.getValue().startsWith("v1,"));
            assertThat(attempt.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void headersWithoutEndAreRecordedUpToALimit() throws Exception {
        String many = "X-Long: " + "a".repeat(2_000) + "\r\n" + ("X-Many: " + "b".repeat(200) + "\r\n").repeat(40);
        try (Receiver receiver =
                Receiver.start((request, socket) -> Receiver.write(socket, Receiver.response(200, many, "")))) {
            bench.send(bench.delivery("e-1", bench.register("1", receiver.url())));
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.status()).isEqualTo(Status.DELIVERED);
            assertThat(attempt.wire().received().toString().length()).isBetween(2_000, 6_000);
        }
    }

    @Test
    void anAttemptThatSomebodyAskedForReachesADisabledEndpointAndItsRetriesAreScheduledOnes() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.endpoints()
                    .replace(endpoint.disabled(Optional.of("on holiday"))
                            .changed(bench.clock().instant()));
            bench.send(Bench.message(
                    new Delivery("e-1", "blue", endpoint.id(), 4, 4, Optional.empty(), Bench.PAYLOAD, "a.b", true)));
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.trigger()).isEqualTo(Attempt.Trigger.MANUAL);
            assertThat(receiver.requests()).hasSize(1);
            assertThat(bench.retries().messages().get(0).attributes())
                    .containsEntry("type", "a.b")
                    .doesNotContainKey("manual");
        }
    }

    private static Endpoint withHeaders(Endpoint endpoint, Map<String, String> headers) {
        return new Endpoint(
                endpoint.tenant(),
                endpoint.id(),
                endpoint.url(),
                endpoint.description(),
                endpoint.types(),
                endpoint.pattern(),
                endpoint.disabled(),
                endpoint.failingSince(),
                headers,
                endpoint.secrets(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                endpoint.revision());
    }

    @Test
    void aFailedAttemptIsRecordedAndTheNextIsQueuedForItsTime() throws Exception {
        try (Receiver receiver = Receiver.answering(503)) {
            assertThat(bench.send(bench.delivery("e-1", bench.register("1", receiver.url()))))
                    .isEmpty();
            Attempt attempt = bench.journal().attempts().get(0);
            assertThat(attempt.status()).isEqualTo(Status.RETRYING);
            assertThat(attempt.nextAt().orElseThrow())
                    .isBetween(
                            bench.clock().instant().plusSeconds(5),
                            bench.clock().instant().plusSeconds(7));
            Outgoing retry = bench.retries().messages().get(0);
            assertThat(retry.delay()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
            Delivery next = Delivery.of(bench.retries().take().get(0));
            assertThat(next.attempt()).isEqualTo(2);
            assertThat(next.due()).isEqualTo(attempt.nextAt());
            assertThat(next.payload()).isEqualTo(Bench.PAYLOAD);
        }
    }

    @Test
    void aRetryThatComesEarlyIsSentOnWithoutAnAttempt() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            Instant due = bench.clock().instant().plus(Duration.ofHours(14));
            Received early =
                    Bench.message(new Delivery("e-1", "blue", endpoint.id(), 8, 1, Optional.of(due), Bench.PAYLOAD));
            assertThat(bench.send(early)).isEmpty();
            assertThat(receiver.requests()).isEmpty();
            Outgoing on = bench.retries().messages().get(0);
            assertThat(on.delay()).isEqualTo(Duration.ofMinutes(15));
            assertThat(on.attributes()).containsEntry("attempt", "8").containsEntry("due", due.toString());
            bench.clock().advance(Duration.ofHours(14));
            bench.send(bench.retries().take().get(0));
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 410})
    void onlyTheAttemptThatTheJournalRefusesHasNoFollowUpAndIsRedelivered(int status) throws Exception {
        try (Receiver receiver = Receiver.answering(status)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.journal().refuse("e-2");
            Received refused = bench.delivery("e-2", endpoint);
            assertThat(bench.send(bench.delivery("e-1", endpoint), refused, bench.delivery("e-3", endpoint)))
                    .containsOnlyKeys(refused.id());
            MemoryQueue followUps = status == 503 ? bench.retries() : bench.deadLetters();
            assertThat(followUps.messages())
                    .extracting(message -> message.attributes().get("eventId"))
                    .containsExactlyInAnyOrder("e-1", "e-3");
            assertThat(bench.journal().attempts())
                    .extracting(attempt -> attempt.key().eventId())
                    .containsExactlyInAnyOrder("e-1", "e-3");
        }
    }

    @Test
    void aTenantWhoseEndpointsCannotBeReadIsRedeliveredAndTheOthersGetTheirs() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.endpoints().create(Endpoints.of("red", "2", receiver.url()), 1_000);
            bench.damage("red");
            Received red = Bench.message(new Delivery("e-2", "red", "ep_2", 1, 1, Optional.empty(), Bench.PAYLOAD));
            assertThat(bench.send(red, bench.delivery("e-1", endpoint)))
                    .containsOnlyKeys(red.id())
                    .allSatisfy((id, reason) -> assertThat(reason).contains("the tenant's endpoints cannot be read"));
            assertThat(receiver.requests()).hasSize(1);
            assertThat(bench.journal().attempts()).hasSize(1);
        }
    }

    @Test
    void theScheduleEndsInTheDeadLettersWithTheReason() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            bench.send(bench.delivery("e-1", bench.register("1", receiver.url())));
            for (int i = 0; i < 2; i++) {
                bench.clock().advance(Duration.ofMinutes(6));
                bench.send(bench.retries().take().get(0));
            }
            assertThat(bench.journal().attempts())
                    .extracting(Attempt::status)
                    .containsExactly(Status.RETRYING, Status.RETRYING, Status.DEAD_LETTERED);
            assertThat(bench.retries().messages()).isEmpty();
            Outgoing dead = bench.deadLetters().messages().get(0);
            assertThat(dead.body()).isEqualTo(Bench.PAYLOAD);
            assertThat(dead.attributes())
                    .containsEntry("reason", "ATTEMPTS_EXHAUSTED")
                    .containsEntry("detail", "HTTP status 500")
                    .containsEntry("eventId", "e-1")
                    .containsEntry("endpointId", "ep_1");
        }
    }

    @Test
    void aRedriveFromTheDeadLettersBeginsTheScheduleAnew() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.send(
                    Bench.message(new Delivery("e-1", "blue", endpoint.id(), 3, 1, Optional.empty(), Bench.PAYLOAD)));
            bench.send(bench.deadLetters().take().get(0));
            assertThat(bench.journal().attempts())
                    .extracting(Attempt::status)
                    .containsExactly(Status.DEAD_LETTERED, Status.RETRYING);
            assertThat(receiver.requests()).hasSize(2);
        }
    }

    @Test
    void anAnswerOf410DisablesTheEndpoint() throws Exception {
        try (Receiver receiver = Receiver.answering(410)) {
            Endpoint endpoint = bench.register("1", receiver.url());
            bench.send(bench.delivery("e-1", endpoint));
            assertThat(bench.endpoints().find("blue", "ep_1").orElseThrow().disabled())
                    .contains("the receiver answered 410 Gone");
            assertThat(bench.deadLetters().messages().get(0).attributes()).containsEntry("reason", "ENDPOINT_GONE");
            bench.send(bench.delivery("e-2", endpoint));
            assertThat(receiver.requests()).hasSize(1);
            assertThat(bench.journal().attempts())
                    .extracting(Attempt::status)
                    .containsExactlyInAnyOrder(Status.DEAD_LETTERED, Status.SKIPPED);
        }
    }

    @Test
    void deliveriesForARemovedOrDisabledEndpointEndAsSkippedWithTheReason() throws Exception {
        Endpoint removed = bench.register("1", "http://127.0.0.1:9/");
        Endpoint disabled = bench.register("2", "http://127.0.0.1:9/");
        bench.endpoints().delete("blue", "ep_1");
        bench.endpoints()
                .replace(disabled.disabled(Optional.of("on holiday"))
                        .changed(bench.clock().instant()));
        assertThat(bench.send(bench.delivery("e-1", removed), bench.delivery("e-1", disabled)))
                .isEmpty();
        assertThat(bench.journal().attempts())
                .allMatch(attempt -> attempt.status() == Status.SKIPPED)
                .extracting(Attempt::error)
                .containsExactlyInAnyOrder("the endpoint was removed", "on holiday");
    }

    @Test
    void customHeadersAreSentInTheirCase() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Endpoint plain = Endpoints.of("blue", "1", receiver.url());
            Endpoint endpoint = new Endpoint(
                    "blue",
                    "ep_1",
                    receiver.url(),
                    "",
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("X-Api-Key", "k"),
                    plain.secrets(),
                    plain.createdAt(),
                    plain.updatedAt(),
                    1);
            bench.endpoints().create(endpoint, 10);
            bench.send(bench.delivery("e-1", endpoint));
            assertThat(receiver.requests().get(0).headers()).containsEntry("x-api-key", "k");
        }
    }

    @Test
    void whatCannotBeSentFailsOnceWithACode() {
        Endpoint forbidden = bench.register("1", "https://10.0.0.1/");
        Endpoint malformed = bench.register("2", "ftp://127.0.0.1/");
        bench.send(bench.delivery("e-1", forbidden), bench.delivery("e-1", malformed));
        assertThat(bench.deadLetters().messages())
                .extracting(message -> message.attributes().get("reason"))
                .containsExactlyInAnyOrder("FORBIDDEN_ADDRESS", "INVALID_REQUEST");
        assertThat(bench.retries().messages()).isEmpty();
    }

    @Test
    void aMessageThatIsNoDeliveryComesAgainAlone() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            Received none = new Received("m-9", "queue", 1, Map.of("eventId", "e"), "{}");
            assertThat(bench.send(none, bench.delivery("e-1", bench.register("1", receiver.url()))))
                    .containsOnlyKeys("m-9");
            assertThat(receiver.requests()).hasSize(1);
        }
    }

    private static HttpHeaders headers(Receiver.Request request) {
        return HttpHeaders.of(
                request.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }
}
