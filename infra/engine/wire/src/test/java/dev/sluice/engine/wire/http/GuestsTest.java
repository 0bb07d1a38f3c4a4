package dev.sluice.engine.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.aws.Aws;
import dev.sluice.engine.aws.Caller;
import dev.sluice.engine.testing.ManualTime;
import dev.sluice.engine.time.Ids;
import dev.sluice.engine.wire.Authenticator;
import dev.sluice.engine.wire.Gateway;
import dev.sluice.engine.wire.protocol.Answer;
import dev.sluice.engine.wire.protocol.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that anybody may send: they use up what is theirs and nothing of what signed calls need. */
class GuestsTest {

    private static final int KIB = 1 << 10;
    private static final String GUEST = "x-guest: 1\r\n";

    private final ManualTime time = new ManualTime();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch working = new CountDownLatch(2);
    private final List<RawClient> clients = new ArrayList<>();
    private final HttpServer server = HttpServer.start(
            0,
            new Gateway(new Aws(), new AnyCaller(), Ids.random()),
            new Pages(),
            time,
            new Limits(
                    2,
                    1,
                    Duration.ofHours(1),
                    1_000,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    1 << 20,
                    40 * KIB,
                    3 * Budget.LEAST,
                    3 * Budget.LEAST + 300 * KIB),
            new ByHeader(),
            new Limits.OfGuests(2, 1, 100 * KIB, 2 * Budget.LEAST + 110 * KIB));

    @AfterEach
    void stop() {
        held.countDown();
        clients.forEach(RawClient::close);
        server.close();
    }

    private RawClient client() {
        RawClient client = new RawClient(server.url());
        clients.add(client);
        return client;
    }

    @Test
    void guestsThatTakeAllTheirTurnsKeepNoSignedCallOut() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            client().send("GET /held HTTP/1.1\r\nHost: x\r\n" + GUEST + "\r\n");
        }
        working.await();
        List<RawClient> more = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            more.add(client().send("GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + GUEST + "\r\n"));
        }
        for (int i = 0; i < 4; i++) {
            assertThat(RawClient.get(server.url(), "/call"))
                    .startsWith("HTTP/1.1 200")
                    .contains("a call");
        }
        held.countDown();
        List<String> answers = more.stream().map(RawClient::toTheEnd).toList();
        assertThat(answers)
                .anyMatch(answer ->
                        answer.startsWith("HTTP/1.1 503") && answer.endsWith("{\"message\":\"Service Unavailable\"}"))
                .anyMatch(answer -> answer.startsWith("HTTP/1.1 200"));
    }

    @Test
    void halfSentBodiesOfGuestsCrowdOutEachOtherAlone() {
        RawClient signed = client().post("Content-Length: 1000").send("x");
        await().until(() -> server.bodies().waiting() == 1);
        List<RawClient> guests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int open = Math.min(2 + i, 3);
            guests.add(client().post(GUEST + "Content-Length: 90000").send("x".repeat(50 * KIB)));
            await().until(() -> server.bodies().waiting() >= open);
        }
        assertThat(guests.get(0).toTheEnd()).startsWith("HTTP/1.1 503");
        signed.send("x".repeat(999));
        assertThat(signed.status()).isEqualTo("200");
    }

    @Test
    void aGuestMaySendMoreThanAStrangerAndNoMoreThanItsLimit() {
        RawClient good = client().post(GUEST + "Connection: close\r\nContent-Length: 81920");
        assertThat(good.send("x".repeat(80 * KIB)).toTheEnd()).contains("a guest with 81920");
        RawClient large = client().post(GUEST + "Content-Length: 110000");
        assertThat(large.status()).isEqualTo("413");
        RawClient endless = client().post(GUEST + "Transfer-Encoding: chunked");
        for (int i = 0; i < 3; i++) {
            endless.send("c800\r\n" + "x".repeat(0xc800) + "\r\n");
        }
        assertThat(endless.status()).isEqualTo("413");
    }

    @Test
    void aGuestsBodyThatIsNotCompleteInTimeIsAnswered408() {
        RawClient slow = client().post(GUEST + "Content-Length: 1000").send("x");
        await().until(() -> server.bodies().waiting() == 1);
        time.advance(Duration.ofSeconds(32));
        assertThat(slow.toTheEnd()).startsWith("HTTP/1.1 408");
        assertThat(server.bodies().waiting()).isZero();
    }

    private static final class AnyCaller implements Authenticator {
        @Override
        public Caller caller(Exchange exchange, String service) {
            return Caller.root("000000000000");
        }

        @Override
        public Trust trust(Exchange head, String service) {
            return Trust.PROVEN;
        }
    }

    private static final class Pages implements HttpServer.Own {
        @Override
        public Optional<Answer> atOnce(Exchange head) {
            return Optional.empty();
        }

        @Override
        public Optional<Answer> answer(Exchange exchange) {
            return Optional.of(Answer.text(200, "text/plain", "a call"));
        }
    }

    private final class ByHeader implements Guests {
        @Override
        public boolean takes(Exchange exchange) {
            return !exchange.header("x-guest").isEmpty();
        }

        @Override
        public Answer answer(Exchange exchange) {
            if (exchange.path().equals("/held")) {
                working.countDown();
                try {
                    held.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return Answer.text(200, "text/plain", "a guest with " + exchange.body().length);
        }
    }
}
