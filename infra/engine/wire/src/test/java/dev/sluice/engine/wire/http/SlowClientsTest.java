package dev.sluice.engine.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.AwsException;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.wire.Authenticator;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that send slowly, or nothing, or too much; the clock stands still until a test moves it. */
class SlowClientsTest {

    private static final int KIB = 1 << 10;

    private final ManualTime time = new ManualTime();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch inCalls = new CountDownLatch(2);
    private final List<RawClient> clients = new ArrayList<>();
    private HttpServer server = start(limits(2, 1, 1_000));

    private static Limits limits(int calls, int waitingCalls, int connections) {
        return new Limits(
                calls,
                waitingCalls,
                Duration.ofHours(1),
                connections,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                1 << 20,
                40 * KIB,
                3 * Budget.LEAST + 10 * KIB,
                3 * Budget.LEAST + 300 * KIB);
    }

    private HttpServer start(Limits limits) {
        return HttpServer.start(0, new Gateway(new Aws(), new ByHeader(), Ids.random()), new Pages(), time, limits);
    }

    private RawClient client() {
        RawClient client = new RawClient(server.url());
        clients.add(client);
        return client;
    }

    @AfterEach
    void stop() {
        held.countDown();
        clients.forEach(RawClient::close);
        server.close();
    }

    @Test
    void aBodyThatIsNotCompleteInTimeIsAnswered408() {
        RawClient slow =
                client().post("x-trust: CLAIMED\r\nContent-Length: 1000").send("x");
        await().until(() -> server.bodies().waiting() == 1);
        time.advance(Duration.ofSeconds(29));
        assertThat(server.bodies().waiting()).isEqualTo(1);
        slow.send("x");
        time.advance(Duration.ofSeconds(3));
        assertThat(slow.toTheEnd()).startsWith("HTTP/1.1 408").contains("RequestTimeout", "30 seconds");
        assertThat(server.bodies().waiting()).isZero();
    }

    @Test
    void moreHalfSentBodiesThanThreadsKeepNobodyFromBeingAnswered() {
        server.close();
        server = start(Limits.USUAL);
        for (int i = 0; i < 600; i++) {
            client().post((i % 2 == 0 ? "x-trust: CLAIMED\r\n" : "") + "Content-Length: 1000")
                    .send("x");
        }
        await().until(() -> server.bodies().waiting() >= 300 + 200);
        assertThat(RawClient.get(server.url(), "/health")).startsWith("HTTP/1.1 200");
        RawClient good = client().post("x-trust: CLAIMED\r\nConnection: close\r\nContent-Length: 5");
        assertThat(good.send("abcde").toTheEnd()).contains("read abcde");
        assertThat(server.bodies().waiting()).isGreaterThanOrEqualTo(500);
    }

    @Test
    void aBodyThatComesInPiecesIsReadAsAWhole() {
        RawClient slow = client().post("x-trust: CLAIMED\r\nConnection: close\r\nContent-Length: 5")
                .send("ab");
        await().until(() -> server.bodies().waiting() == 1);
        slow.send("cde");
        assertThat(slow.toTheEnd()).contains("read abcde");
        await().until(() -> server.bodies().waiting() == 0);
    }

    @Test
    void headersThatAreNotCompleteInTimeEndTheConnectionAndIdleOnesDoNot() {
        RawClient idle = client().send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(idle.status()).isEqualTo("200");
        RawClient slow = client().send("GET /quick HTTP/1.1\r\n");
        await().until(() -> {
            time.advance(Duration.ofSeconds(1));
            return slow.endedAfter("X: 1\r\n");
        });
        idle.send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(idle.toTheEnd()).contains("HTTP/1.1 200");
    }

    @Test
    void ofTooManyBodiesTheOneThatWaitedLongestIsDroppedAndAnotherTrustIsNotTouched() {
        RawClient proven =
                client().post("x-trust: PROVEN\r\nContent-Length: 1000").send("x");
        await().until(() -> server.bodies().waiting() == 1);
        List<RawClient> strangers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            strangers.add(client().post("Content-Length: 1000").send("x"));
            int open = 2 + i;
            await().until(() -> server.bodies().waiting() == open);
        }
        client().post("Content-Length: 1000").send("x");
        assertThat(strangers.get(0).toTheEnd()).startsWith("HTTP/1.1 503").contains("waited for longest");
        await().until(() -> server.bodies().waiting() == 4);
        proven.send("x".repeat(999));
        assertThat(proven.status()).isEqualTo("200");
    }

    @Test
    void whoHoldsOnToLargeBodiesDoesNotKeepOutWhoSends() {
        for (int i = 0; i < 4; i++) {
            int open = Math.min(i + 1, 2);
            client().post("x-trust: CLAIMED\r\nTransfer-Encoding: chunked")
                    .send("1f400\r\n" + "x".repeat(0x1f400) + "\r\n");
            await().until(() -> server.bodies().waiting() >= open);
        }
        RawClient good = client().post("x-trust: CLAIMED\r\nConnection: close\r\nContent-Length: 200000");
        good.send("x".repeat(200_000));
        assertThat(good.toTheEnd()).startsWith("HTTP/1.1 200");
    }

    @Test
    void aStrangersLargeBodyIsRefusedByItsHeadersAlone() {
        RawClient large = client().post("Content-Length: 500000");
        assertThat(large.status()).isEqualTo("403");
        RawClient endless = client().post("Transfer-Encoding: chunked");
        for (int i = 0; i < 3; i++) {
            endless.send("c800\r\n" + "x".repeat(0xc800) + "\r\n");
        }
        assertThat(endless.status()).isEqualTo("403");
    }

    @Test
    void whatComesAfterARefusalIsThrownAwayForAWhile() {
        RawClient large = client().post("Content-Length: 500000");
        assertThat(large.status()).isEqualTo("403");
        large.send("x".repeat(499_999));
        assertThat(server.bodies().waiting()).isEqualTo(1);
        large.send("x");
        assertThat(large.toTheEnd()).contains("Missing");
        RawClient waiting = client().post("Content-Length: 500000");
        assertThat(waiting.status()).isEqualTo("403");
        time.advance(Duration.ofSeconds(32));
        assertThat(waiting.toTheEnd()).contains("Missing");
    }

    @Test
    void whoGoesOnSendingAfterARefusalIsReadNoFurtherThanTwiceTheLargestBody() {
        RawClient endless = client().post("Transfer-Encoding: chunked");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        int sent = 0;
        while (sent < 64 << 20 && !endless.endedAfter(chunk)) {
            sent += 0x10000;
        }
        assertThat(sent).isBetween(2 << 20, (64 << 20) - 1);
        await().until(() -> server.bodies().waiting() == 0);
    }

    @Test
    void healthIsAnsweredWhileAllCallsAreTakenAndOneTooManyIsTurnedAway() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            client().send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
        }
        inCalls.await();
        List<RawClient> more = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            more.add(client().send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        }
        assertThat(RawClient.get(server.url(), "/health")).startsWith("HTTP/1.1 200");
        held.countDown();
        List<String> statuses = more.stream().map(RawClient::status).toList();
        assertThat(statuses).contains("200").isSubsetOf("200", "503");
    }

    @Test
    void beyondTheLimitOfConnectionsTheOldestIdleOnesMakeRoom() {
        server.close();
        server = start(limits(2, 1, 8));
        RawClient busy = client().send("GET /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        await().until(() -> inCalls.getCount() == 1);
        List<RawClient> idle = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RawClient one = client().send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(one.status()).isEqualTo("200");
            idle.add(one);
        }
        // An open one would go on answering, and so never reach the server's own timeout of idle connections.
        await().until(() -> idle.get(0).endedAfter("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertThat(RawClient.get(server.url(), "/health")).startsWith("HTTP/1.1 200");
        held.countDown();
        assertThat(busy.toTheEnd()).startsWith("HTTP/1.1 200");
    }

    /** Trusts the header of that name. */
    private static final class ByHeader implements Authenticator {
        @Override
        public Caller caller(Exchange exchange, String service) {
            trust(exchange, service);
            return Caller.root("000000000000");
        }

        @Override
        public Trust trust(Exchange head, String service) {
            if (head.header("x-trust").isEmpty()) {
                throw AwsException.of("MissingAuthenticationTokenException", 403, "Missing Authentication Token");
            }
            return Trust.valueOf(head.header("x-trust"));
        }
    }

    private final class Pages implements HttpServer.Own {
        @Override
        public Optional<Answer> atOnce(Exchange head) {
            return head.path().equals("/health")
                    ? Optional.of(Answer.text(200, "text/plain", "ready"))
                    : Optional.empty();
        }

        @Override
        public Optional<Answer> answer(Exchange exchange) {
            if (exchange.path().equals("/held")) {
                inCalls.countDown();
                awaitQuietly();
            }
            String body = new String(exchange.body(), StandardCharsets.ISO_8859_1);
            return exchange.path().equals("/") && exchange.header("x-trust").isEmpty()
                    ? Optional.empty()
                    : Optional.of(Answer.text(200, "text/plain", body.length() < 10 ? "read " + body : "read"));
        }

        private void awaitQuietly() {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
