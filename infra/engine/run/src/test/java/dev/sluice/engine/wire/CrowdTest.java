package dev.sluice.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.testing.RunningEngine;
import dev.sluice.engine.testing.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole engine, and a crowd of connections opened without a key. */
class CrowdTest {

    private static final String CLAIM =
            "Authorization: AWS4-HMAC-SHA256 Credential=AKSL000000000000/20260101/us-east-1/events/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=00\r\nX-Amz-Date: 20260101T000000Z\r\n";

    @TempDir
    Path data;

    private final List<Socket> crowd = new ArrayList<>();
    private RunningEngine engine;
    private Wire wire;

    @BeforeEach
    void start() {
        engine = RunningEngine.empty(data);
        wire = engine.wire();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : crowd) {
            socket.close();
        }
        engine.close();
    }

    @Test
    void sixHundredHalfSentBodiesKeepNobodyFromBeingAnswered() throws IOException {
        for (int i = 0; i < 600; i++) {
            open("POST / HTTP/1.1\r\nHost: x\r\n" + (i % 2 == 0 ? CLAIM : "") + "Content-Length: 1000\r\n\r\nx");
        }
        healthAndCallsAreAnswered();
    }

    @Test
    void sixHundredHalfSentHeadersKeepNobodyFromBeingAnswered() throws IOException {
        for (int i = 0; i < 600; i++) {
            open("POST / HTTP/1.1\r\nHost: x\r\nX-");
        }
        healthAndCallsAreAnswered();
    }

    @Test
    void endlessChunkedBodiesOfStrangersKeepNoLargeCallOut() throws IOException {
        for (int i = 0; i < 8; i++) {
            open("POST / HTTP/1.1\r\nHost: x\r\n" + (i % 2 == 0 ? CLAIM : "")
                    + "Transfer-Encoding: chunked\r\n\r\n10000\r\n" + "x".repeat(0x10000) + "\r\n");
        }
        healthAndCallsAreAnswered();
    }

    @Test
    void tenThousandRequestsForTheMetricsThatAreSentAtOnceAreAnsweredAFewTimesASecond() throws IOException {
        long begun = System.nanoTime();
        String metrics = "GET /_sluice/metrics HTTP/1.1\r\nHost: x\r\n";
        for (int i = 0; i < 200; i++) {
            open((metrics + "\r\n").repeat(49) + metrics + "Connection: close\r\n\r\n");
        }
        healthAndCallsAreAnswered();
        int pages = 0;
        int refused = 0;
        for (Socket socket : crowd) {
            String answers = toTheEnd(socket);
            pages += answers.split("HTTP/1.1 200 ", -1).length - 1;
            refused += answers.contains("HTTP/1.1 503 ") && answers.contains("Retry-After: 1") ? 1 : 0;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        assertThat(pages).isPositive().isLessThanOrEqualTo((int) Math.min(5_000, 20 * (seconds + 2)));
        assertThat(refused).isGreaterThan(100);
    }

    private static String toTheEnd(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException reset) {
            // The server need not read what is sent after its last answer.
            return all.toString(StandardCharsets.ISO_8859_1);
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private void open(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", wire.url().getPort());
        crowd.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void healthAndCallsAreAnswered() {
        assertThat(wire.send(HttpRequest.newBuilder(wire.url().resolve("/_sluice/health"))
                                .timeout(Duration.ofMinutes(5))
                                .build())
                        .statusCode())
                .isEqualTo(200);
        byte[] body = new byte[300_000];
        Arrays.fill(body, (byte) ' ');
        body[0] = '{';
        body[body.length - 1] = '}';
        assertThat(wire.send(
                                "events",
                                "POST",
                                "/",
                                Map.of(
                                        "X-Amz-Target",
                                        "AWSEvents.ListRules",
                                        "Content-Type",
                                        "application/x-amz-json-1.1"),
                                body)
                        .statusCode())
                .isEqualTo(200);
    }
}
