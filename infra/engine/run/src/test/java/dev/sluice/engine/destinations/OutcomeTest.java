package dev.sluice.engine.destinations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.engine.testing.Receiver;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How calls end, with receivers that are well and with receivers that are not. */
class OutcomeTest {

    @TempDir
    Path folder;

    private Bench bench;
    private String arn;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        arn = bench.destination(bench.receiver.url("/"), "");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Attempt to(Receiver.Answer answer) {
        bench.receiver.then(answer);
        return bench.send(arn, Call.of("{}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 299})
    void everyStatusOf2xxIsDelivered(int status) {
        assertThat(to(Receiver.status(status))).isEqualTo(new Attempt.Delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 409, 429, 500, 501, 502, 503, 504, 599})
    void aStatusThatEventBridgeRetriesIsRetryable(int status) {
        assertThat(to(Receiver.status(status))).isInstanceOfSatisfying(Attempt.Retryable.class, attempt -> {
            assertThat(attempt.code()).isEqualTo(status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET");
            assertThat(attempt.message()).contains("HTTP status code " + status);
            assertThat(attempt.retryAfter()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 304, 307, 308, 400, 403, 404, 405, 408, 410, 413, 418, 422, 451, 499, 600})
    void everyOtherStatusIsRefusedAndNoRedirectIsFollowed(int status) {
        assertThat(to(Receiver.status(status, "Location: " + bench.receiver.url("/else"))))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        attempt -> assertThat(attempt.code()).isEqualTo("ERROR_FROM_TARGET"));
        assertThat(bench.receiver.all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "503, 0, 0",
        "500, 99999999999999999999, 86400",
        "503, 90000, 86400",
        "503, 'Tue, 24 Nov 2026 12:01:30 GMT', 90",
        "503, 'Tue, 24 Nov 2026 11:00:00 GMT', 0",
    })
    void retryAfterIsReadAsSecondsAndAsADate(int status, String value, long seconds) {
        assertThat(to(Receiver.status(status, "Retry-After: " + value)))
                .isInstanceOfSatisfying(
                        Attempt.Retryable.class,
                        attempt -> assertThat(attempt.retryAfter()).contains(Duration.ofSeconds(seconds)));
    }

    @Test
    void aNegativeRetryAfterEndsTheRetriesAndNonsenseIsIgnored() {
        assertThat(to(Receiver.status(503, "Retry-After: -1"))).isInstanceOf(Attempt.Refused.class);
        assertThat(to(Receiver.status(503, "Retry-After: soon")))
                .isInstanceOfSatisfying(
                        Attempt.Retryable.class,
                        attempt -> assertThat(attempt.retryAfter()).isEmpty());
    }

    @Test
    void aReceiverThatSaysNothingForFiveSecondsIsRetried() {
        bench.receiver.then(Receiver.silence());
        assertTimeout();
    }

    @Test
    void theFiveSecondsIncludeABodyThatDrips() {
        bench.receiver.then((socket, request) -> {
            socket.getOutputStream().write(Receiver.head(200, new String[0], "Content-Length: 100"));
            socket.getOutputStream().write('x');
            socket.getOutputStream().flush();
            Receiver.waitForClose(socket);
        });
        assertTimeout();
    }

    private void assertTimeout() {
        CompletableFuture<Attempt> attempt = CompletableFuture.supplyAsync(() -> bench.send(arn, Call.of("{}")));
        bench.receiver.take();
        bench.time.advance(Duration.ofMillis(4_999));
        assertThat(attempt).isNotDone();
        bench.time.advance(Duration.ofMillis(1));
        await().until(attempt::isDone);
        assertThat(attempt.join())
                .isEqualTo(Attempt.Retryable.of(
                        "TIMEOUT",
                        "Unable to invoke ApiDestination endpoint: Timeout calling endpoint for API Destination: no complete"
                                + " response within 5 seconds."));
    }

    @Test
    void aBodyWithoutEndCountsByItsStatusAfterTheFirstMegabyte() {
        long[] written = new long[1];
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Attempt attempt = to((socket, request) -> {
            OutputStream out = socket.getOutputStream();
            out.write(Receiver.head(200, new String[0], "Content-Length: 99999999999"));
            try {
                while (true) {
                    out.write(new byte[65_536]);
                    written[0] += 65_536;
                }
            } finally {
                closed.complete(null);
            }
        });
        assertThat(attempt).isEqualTo(new Attempt.Delivered(200));
        await().until(closed::isDone);
        assertThat(written[0]).isLessThan(32 << 20);
    }

    @Test
    void aChunkedBodyWithoutEndCountsByItsStatusToo() {
        assertThat(to((socket, request) -> {
                    OutputStream out = socket.getOutputStream();
                    out.write(Receiver.head(503, new String[0], "Transfer-Encoding: chunked"));
                    byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(StandardCharsets.UTF_8);
                    while (true) {
                        out.write(chunk);
                    }
                }))
                .isInstanceOf(Attempt.Retryable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Len",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhal",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "this is not HTTP\r\n\r\n",
            })
    void aResponseThatIsNoneOrHalfOfOneIsRetried(String response) {
        assertThat(to(Receiver.raw(response)))
                .isInstanceOfSatisfying(
                        Attempt.Retryable.class,
                        attempt -> assertThat(attempt.code()).isEqualTo("CONNECTION_FAILURE"));
    }

    @Test
    void moreOrLongerHeadersThanAnybodyNeedsAreNotRead() {
        assertThat(to(Receiver.raw("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n")))
                .isInstanceOf(Attempt.Retryable.class);
        assertThat(to(Receiver.raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1_000) + "\r\n")))
                .isInstanceOf(Attempt.Retryable.class);
    }

    @Test
    void aResetConnectionAndARefusedOneAreRetried() throws Exception {
        assertThat(to((socket, request) -> socket.setSoLinger(true, 0))).isInstanceOf(Attempt.Retryable.class);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        update("http://127.0.0.1:" + port + "/");
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOfSatisfying(Attempt.Retryable.class, attempt -> {
            assertThat(attempt.code()).isEqualTo("CONNECTION_FAILURE");
            assertThat(attempt.message())
                    .startsWith("Unable to invoke ApiDestination endpoint: API destination endpoint cannot be"
                            + " reached.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://nowhere.invalid/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://172.16.0.1/",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://255.255.255.255/",
            })
    void anUnknownNameOrAnAddressThatIsNotPublicIsNotRetried(String url) {
        update(url);
        assertThat(bench.send(arn, Call.of("{}")))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        attempt -> assertThat(attempt.code()).isEqualTo("SDK_CLIENT_ERROR"));
    }

    @Test
    void whatIsGoneOrNotAllowedIsRefused() {
        assertThat(bench.send(arn + "x", Call.of("{}")))
                .isEqualTo(new Attempt.Refused("NO_RESOURCE", "API destination " + arn + "x does not exist."));
        bench.call("DeleteConnection", "{\"Name\":\"c\"}");
        assertThat(bench.send(arn, Call.of("{}")))
                .isInstanceOfSatisfying(
                        Attempt.Refused.class,
                        attempt -> assertThat(attempt.code()).isEqualTo("NO_RESOURCE"));
    }

    @Test
    void aDeauthorizedConnectionWaitsForNewCredentials() {
        bench.call("DeauthorizeConnection", "{\"Name\":\"c\"}");
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOf(Attempt.Retryable.class);
        bench.call(
                "UpdateConnection",
                "{\"Name\":\"c\",\"AuthorizationType\":\"BASIC\",\"AuthParameters\":" + Bench.BASIC.formatted("")
                        + "}");
        assertThat(bench.send(arn, Call.of("{}"))).isInstanceOf(Attempt.Delivered.class);
    }

    @Test
    void anEnrichmentGetsTheBodyDecoded() throws Exception {
        bench.receiver.then(Receiver.text(200, "{\"ü\":1}"));
        bench.receiver.then(
                Receiver.bytes(200, gzip("zipped".getBytes(StandardCharsets.UTF_8)), "Content-Encoding: gzip"));
        bench.receiver.then(Receiver.bytes(200, deflate(false), "Content-Encoding: deflate"));
        bench.receiver.then(Receiver.bytes(200, deflate(true), "Content-Encoding: deflate"));
        assertThat(enriched().body()).contains("{\"ü\":1}");
        assertThat(enriched().body()).contains("zipped");
        assertThat(enriched().body()).contains("deflated");
        assertThat(enriched().body()).contains("deflated");
    }

    @Test
    void aSmallBodyThatInflatesWithoutEndIsRefused() throws Exception {
        bench.receiver.always(Receiver.bytes(200, gzip(new byte[100 << 20]), "Content-Encoding: gzip"));
        assertThat(enriched())
                .isEqualTo(new Enriched(
                        new Attempt.Refused(
                                "ERROR_FROM_TARGET",
                                "The enrichment cannot be read: the response is larger than 6291456 bytes."),
                        Optional.empty()));
        assertThat(bench.send(arn, Call.of("{}"))).isEqualTo(new Attempt.Delivered(200));
    }

    @Test
    void anEnrichmentThatIsTooLargeDamagedOrRefusedHasNoBody() {
        bench.receiver.then(Receiver.bytes(200, new byte[(6 << 20) + 1]));
        bench.receiver.then(Receiver.text(200, "not gzip", "Content-Encoding: gzip"));
        bench.receiver.then(Receiver.text(200, "x", "Content-Encoding: br"));
        bench.receiver.then(Receiver.text(404, "no"));
        for (int i = 0; i < 4; i++) {
            assertThat(enriched()).satisfies(enriched -> {
                assertThat(enriched.attempt()).isInstanceOf(Attempt.Refused.class);
                assertThat(enriched.body()).isEmpty();
            });
        }
    }

    private Enriched enriched() {
        return bench.destinations.enrich(Bench.OWNER, arn, Call.of("{}"));
    }

    private void update(String url) {
        bench.call("UpdateApiDestination", "{\"Name\":\"d\",\"InvocationEndpoint\":\"" + url + "\"}");
    }

    private static byte[] gzip(byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(boolean bare) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zip = new DeflaterOutputStream(out, new Deflater(9, bare))) {
            zip.write("deflated".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
