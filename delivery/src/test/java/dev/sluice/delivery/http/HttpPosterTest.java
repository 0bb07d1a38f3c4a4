package dev.sluice.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.delivery.network.VettedNames;
import dev.sluice.network.AddressGuard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPosterTest {

    private static final Duration CONNECT = Duration.ofMillis(400);
    private static final Duration TOTAL = Duration.ofMillis(1_500);

    private final List<Receiver> receivers = new ArrayList<>();
    private final HttpPoster poster = poster("127.0.0.0/8", InetAddress::getAllByName);

    private static HttpPoster poster(String allowed, VettedNames.Lookup lookup) {
        return new HttpPoster(
                new VettedNames(AddressGuard.allowing(allowed), lookup, InstantSource.system()), CONNECT, TOTAL);
    }

    @AfterEach
    void close() throws IOException {
        poster.close();
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }

    @Test
    void theBodyOfTheAnswerIsKept() throws Exception {
        assertThat(responded((request, socket) ->
                                Receiver.write(socket, Receiver.response(201, "Retry-After: 7\r\n", "grüße")))
                        .toString())
                .contains("status=201", "retryAfter=Optional[7]", "body=grüße");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndIsNotFollowed(int status) throws Exception {
        try (Receiver elsewhere = Receiver.answering(204)) {
            Answer.Responded answer = responded((request, socket) ->
                    Receiver.write(socket, Receiver.response(status, "Location: " + elsewhere.url() + "\r\n", "")));
            assertThat(answer.status()).isEqualTo(status);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aReceiverThatHangsIsGivenUpInTimeAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Answer.Failed answer = failed((request, socket) -> {
            try {
                socket.getInputStream().read();
            } finally {
                closed.countDown();
            }
        });
        assertThat(answer.failure()).isEqualTo(Answer.Failure.TIMEOUT);
        assertThat(answer.tookMs()).isBetween(700L, 3_000L);
        assertThat(closed.await(300, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aHeadThatDripsIsGivenUpInTime() throws Exception {
        Answer.Failed answer = failed((request, socket) -> {
            Receiver.write(socket, "HTTP/1.1 200 OK\r\n");
            drip(socket.getOutputStream(), "X-Drip: ");
        });
        assertThat(answer.failure()).isEqualTo(Answer.Failure.TIMEOUT);
        assertThat(answer.tookMs()).isLessThan(3_000);
    }

    @Test
    void aBodyThatDripsIsCutWhenTheTimeIsUpAndTheStatusCounts() throws Exception {
        Answer.Responded answer = responded((request, socket) -> {
            Receiver.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nbegin");
            drip(socket.getOutputStream(), "");
        });
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("begin");
        assertThat(answer.tookMs()).isBetween(700L, 3_000L);
    }

    @Test
    void anEndlessBodyIsCutAtTheCapAndItsConnectionClosed() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch closed = new CountDownLatch(1);
        Answer.Responded answer = responded((request, socket) -> {
            Receiver.write(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            try {
                while (true) {
                    socket.getOutputStream().write(chunk);
                    sent.addAndGet(4096);
                }
            } catch (IOException e) {
                closed.countDown();
                throw e;
            }
        });
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[longer than 65536 bytes]");
        assertThat(answer.tookMs()).isLessThan(TOTAL.toMillis());
        assertThat(closed.await(300, TimeUnit.SECONDS)).isTrue();
        assertThat(sent.get()).isLessThan(64 << 20);
    }

    @Test
    void aBodyOfExactlyTheCapIsKept() throws Exception {
        Answer.Responded answer = responded((request, socket) ->
                Receiver.write(socket, Receiver.response(200, "", "x".repeat(64 << 10))));
        assertThat(answer.body()).hasSize(64 << 10);
    }

    @Test
    void aGzipBombIsNotInflated() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[10 << 20]);
        }
        Answer.Responded answer = responded((request, socket) -> {
            Receiver.write(
                    socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            socket.getOutputStream().write(bomb.toByteArray());
        });
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[" + bomb.size() + " bytes that are not UTF-8 text]");
    }

    @Test
    void aConnectionThatIsResetIsLost() throws Exception {
        assertThat(failed((request, socket) -> {
                            socket.setSoLinger(true, 0);
                            socket.close();
                        })
                        .failure())
                .isEqualTo(Answer.Failure.CONNECTION_LOST);
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIsLost() throws Exception {
        assertThat(failed((request, socket) -> socket.close()).failure()).isEqualTo(Answer.Failure.CONNECTION_LOST);
    }

    @Test
    void halfABodyDoesNotChangeTheStatus() throws Exception {
        Answer.Responded answer = responded((request, socket) -> {
            Receiver.write(socket, "HTTP/1.1 202 Accepted\r\nContent-Length: 1000\r\n\r\nhalf");
            socket.close();
        });
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("half");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.6\r\n", "HTTP/1.1 abc\r\n\r\n", "\u0000\u0001\u0002\r\n\r\n"})
    void whatIsNotHttpIsAnInvalidResponse(String text) throws Exception {
        assertThat(failed((request, socket) -> {
                            Receiver.write(socket, text);
                            socket.close();
                        })
                        .failure())
                .isIn(Answer.Failure.INVALID_RESPONSE, Answer.Failure.CONNECTION_LOST);
    }

    @Test
    void headersWithoutEndAreAnInvalidResponse() throws Exception {
        assertThat(failed((request, socket) -> {
                            Receiver.write(socket, "HTTP/1.1 200 OK\r\n");
                            for (int i = 0; i < 10_000; i++) {
                                Receiver.write(socket, "X-Header-" + i + ": x\r\n");
                            }
                        })
                        .failure())
                .isEqualTo(Answer.Failure.INVALID_RESPONSE);
    }

    @Test
    void nobodyThereIsConnectionRefused() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Answer answer = ask(poster, "http://127.0.0.1:" + port + "/");
        assertThat(((Answer.Failed) answer).failure()).isEqualTo(Answer.Failure.CONNECTION_REFUSED);
    }

    @Test
    void plainTextWhereTlsIsExpectedIsATlsFailure() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            Thread server = new Thread(() -> {
                try (var socket = plain.accept()) {
                    Receiver.write(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client went away.
                }
            });
            server.setDaemon(true);
            server.start();
            Answer answer = ask(poster, "https://127.0.0.1:" + plain.getLocalPort() + "/");
            assertThat(((Answer.Failed) answer).failure()).isEqualTo(Answer.Failure.TLS_FAILED);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsATlsFailure() throws Exception {
        try (Receiver receiver = Receiver.start(SelfSigned.server(), (request, socket) -> {})) {
            Answer answer = ask(poster, receiver.url().replace("http:", "https:"));
            assertThat(((Answer.Failed) answer).failure()).isEqualTo(Answer.Failure.TLS_FAILED);
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void anUnknownNameIsADnsFailure() throws Exception {
        try (HttpPoster own = poster("", host -> {
            throw new UnknownHostException(host);
        })) {
            assertThat(((Answer.Failed) ask(own, "http://nobody.example/")).failure())
                    .isEqualTo(Answer.Failure.DNS_FAILED);
        }
    }

    @Test
    void aNameServerThatHangsHoldsUpItsOwnNamesOnly() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        try (Receiver receiver = Receiver.answering(204);
                HttpPoster own = poster("127.0.0.0/8", host -> {
                    if (host.equals("slow.example")) {
                        awaitEnd(never);
                    }
                    return InetAddress.getAllByName("127.0.0.1");
                })) {
            var slow = start(own, "http://slow.example/");
            assertThat(ask(own, receiver.url())).isInstanceOf(Answer.Responded.class);
            assertThat(slow.isDone()).isFalse();
            Answer.Failed answer = (Answer.Failed) slow.get(300, TimeUnit.SECONDS);
            assertThat(answer.failure()).isEqualTo(Answer.Failure.DNS_FAILED);
            assertThat(answer.tookMs()).isLessThan(TOTAL.toMillis());
            never.countDown();
        }
    }

    @Test
    void theAddressThatWasVettedIsTheOneThatIsConnectedTo() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        try (Receiver receiver = Receiver.answering(204);
                HttpPoster own = poster("127.0.0.1/32", host -> new InetAddress[] {
                    InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                })) {
            String url = receiver.url().replace("127.0.0.1", "rebinding.example");
            assertThat(ask(own, url)).isInstanceOf(Answer.Responded.class);
            assertThat(lookups).hasValue(1);
            assertThat(receiver.requests().get(0).headers().get("host")).startsWith("rebinding.example:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://2130706433:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "http://localhost:%d/"
            })
    void anAddressThatIsNotPublicIsNotConnectedTo(String url) throws Exception {
        try (Receiver receiver = Receiver.answering(204);
                HttpPoster own = poster("", InetAddress::getAllByName)) {
            int port = URI.create(receiver.url()).getPort();
            Answer answer = ask(own, url.formatted(port));
            assertThat(((Answer.Failed) answer).failure()).isEqualTo(Answer.Failure.FORBIDDEN_ADDRESS);
            assertThat(receiver.connections()).isZero();
        }
    }

    @Test
    void aNameWithOneForbiddenAddressIsForbidden() throws Exception {
        try (HttpPoster own = poster("", host ->
                new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.1")})) {
            assertThat(((Answer.Failed) ask(own, "http://mixed.example/")).failure())
                    .isEqualTo(Answer.Failure.FORBIDDEN_ADDRESS);
        }
    }

    @Test
    void connectionsAreKept() throws Exception {
        try (Receiver receiver = Receiver.answering(204)) {
            for (int i = 0; i < 20; i++) {
                ask(poster, receiver.url());
            }
            // A request may begin a moment before the last connection is given back.
            assertThat(receiver.connections()).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void aKeptConnectionThatTheReceiverClosesMeanwhileIsReplacedWithoutAFailure() throws Exception {
        Set<Socket> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean reset = new AtomicBoolean();
        try (Receiver receiver = Receiver.start((request, socket) -> {
            if (!seen.add(socket) && reset.compareAndSet(false, true)) {
                socket.setSoLinger(true, 0);
                socket.close();
            } else {
                Receiver.write(socket, Receiver.response(204, "", ""));
            }
        })) {
            // A request may begin a moment before the last connection is given back, and take a new one.
            for (int i = 0; i < 20; i++) {
                assertThat(ask(poster, receiver.url())).isInstanceOf(Answer.Responded.class);
            }
            assertThat(reset).isTrue();
        }
    }

    private Answer.Responded responded(Receiver.Behaviour behaviour) throws Exception {
        Receiver receiver = Receiver.start(behaviour);
        receivers.add(receiver);
        return (Answer.Responded) ask(poster, receiver.url());
    }

    private Answer.Failed failed(Receiver.Behaviour behaviour) throws Exception {
        Receiver receiver = Receiver.start(behaviour);
        receivers.add(receiver);
        return (Answer.Failed) ask(poster, receiver.url());
    }

    private static Answer ask(HttpPoster poster, String url) throws Exception {
        return start(poster, url).get(300, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Answer> start(HttpPoster poster, String url) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        poster.post(
                new Post(URI.create(url), "{}".getBytes(StandardCharsets.UTF_8), List.of(Map.entry("x-test", "1"))),
                answer::complete);
        return answer;
    }

    private static void drip(OutputStream out, String first) throws IOException {
        out.write(first.getBytes(StandardCharsets.US_ASCII));
        CountDownLatch never = new CountDownLatch(1);
        while (!await(never)) {
            out.write('x');
            out.flush();
        }
    }

    private static void awaitEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
