package dev.sluice.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.sluice.engine.request.Json;
import dev.sluice.engine.testing.RunningEngine;
import dev.sluice.engine.testing.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that are wrong in many ways, each of them again for the same seed ({@code -Dsluice.fuzz.seed}); {@code
 * -Dsluice.fuzz=100000} sends more. Whatever comes, the answer is AWS's and never a failure of the engine.
 */
class WireFuzzTest {

    private static final int REQUESTS = Integer.getInteger("sluice.fuzz", 20_000);
    private static final long SEED = Long.getLong("sluice.fuzz.seed", 20_261_125L);
    private static final int CLIENTS = 4;
    private static final int MOST_MORE_THREADS = 80;
    private static final long MOST_MORE_HEAP = 200L << 20;
    private static final ObjectMapper CBOR = new CBORMapper();

    @TempDir
    Path data;

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    @Test
    void whateverComesIsAnsweredInAwsShape() throws Exception {
        try (RunningEngine engine = RunningEngine.empty(data)) {
            Wire wire = engine.wire();
            int threads = ManagementFactory.getThreadMXBean().getThreadCount();
            long heap = usedHeap();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                SplittableRandom random = new SplittableRandom(SEED + client);
                running.add(clients.submit(() -> {
                    for (int i = 0; i < REQUESTS / CLIENTS && failures.size() < 20; i++) {
                        one(wire, random);
                    }
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
            clients.shutdown();
            assertThat(failures).isEmpty();
            assertThat(accepted.get())
                    .as("requests that were not spoiled enough to be refused: the others come as far")
                    .isGreaterThan(REQUESTS / 50);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + MOST_MORE_THREADS);
            assertThat(usedHeap()).isLessThan(heap + MOST_MORE_HEAP);
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void one(Wire wire, SplittableRandom random) {
        int kind = random.nextInt(100);
        if (kind < 55) {
            json(wire, random);
        } else if (kind < 70) {
            query(wire, random);
        } else if (kind < 82) {
            rest(wire, random);
        } else if (kind < 88) {
            cbor(wire, random);
        } else {
            badlySigned(wire, random);
        }
    }

    private void json(Wire wire, SplittableRandom random) {
        Seeds.Seed seed = Seeds.JSON.get(random.nextInt(Seeds.JSON.size()));
        byte[] body = random.nextInt(3_000) == 0
                ? ("{\"x\":\"" + "y".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.UTF_8)
                : Mutations.json(random, seed.input());
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Target", random.nextInt(20) == 0 ? seed.target() + "\u00e4." : seed.target());
        headers.put(
                "Content-Type",
                switch (random.nextInt(12)) {
                    case 0 -> "text/html";
                    case 1 -> "application/x-www-form-urlencoded";
                    default -> "application/x-amz-json-1.1";
                });
        check(seed.target(), body, wire.send(seed.service(), "POST", "/", headers, body));
    }

    private void query(Wire wire, SplittableRandom random) {
        Seeds.Seed seed = Seeds.QUERY.get(random.nextInt(Seeds.QUERY.size()));
        String action = random.nextInt(10) == 0 ? seed.target() + "%00" : seed.target();
        byte[] body =
                ("Action=" + action + "&" + Mutations.form(random, seed.input())).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", random.nextInt(12) == 0 ? "application/json" : "application/x-www-form-urlencoded");
        if (random.nextInt(10) == 0) {
            headers.put("Accept", "application/json");
        }
        check("query " + seed.target(), body, wire.send(seed.service(), "POST", "/", headers, body));
    }

    private void rest(Wire wire, SplittableRandom random) {
        Seeds.Seed seed = Seeds.REST.get(random.nextInt(Seeds.REST.size()));
        String[] target = seed.target().split(" ", 2);
        String path = switch (random.nextInt(8)) {
            case 0 -> target[1] + "/x/y";
            case 1 -> target[1].replaceFirst("/f|/p", "/%C3%28%00");
            case 2 -> target[1] + "?MaxItems=x&a=%FF&a=1&b";
            case 3 -> "/";
            default -> target[1];
        };
        byte[] body = target[0].equals("POST") ? Mutations.json(random, seed.input()) : new byte[0];
        check(
                seed.target(),
                body,
                wire.send(seed.service(), target[0], path, Map.of("Content-Type", "application/json"), body));
    }

    private void cbor(Wire wire, SplittableRandom random) {
        Seeds.Seed seed = Seeds.JSON.get(30 + random.nextInt(3));
        byte[] body;
        try {
            body = Mutations.noise(random, CBOR.writeValueAsBytes(Json.parseTrusted(seed.input())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        String operation = seed.target().substring(seed.target().indexOf('.') + 1);
        String path = "/service/GraniteServiceVersion20100801/operation/" + (random.nextInt(10) == 0 ? "X" : operation);
        check(
                path,
                body,
                wire.send(
                        "monitoring",
                        "POST",
                        path,
                        Map.of("smithy-protocol", "rpc-v2-cbor", "Content-Type", "application/cbor"),
                        body));
    }

    private void badlySigned(Wire wire, SplittableRandom random) {
        String date = random.nextInt(3) == 0 ? "20200101T000000Z" : "20261125T120000Z";
        String scope = "AKSL000000000000/" + date.substring(0, 8) + "/us-east-1/sqs/aws4_request";
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .timeout(Duration.ofMinutes(5))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("X-Amz-Target", "AmazonSQS.ListQueues");
        String query = "";
        switch (random.nextInt(8)) {
            case 0 -> request.header("X-Amz-Date", date);
            case 1 ->
                request.header("X-Amz-Date", date)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host;x-amz-date, Signature="
                                        + "0".repeat(64));
            case 2 -> request.header("Authorization", "AWS4-HMAC-SHA256 Credential=////,SignedHeaders=,Signature");
            case 3 ->
                request.header("X-Amz-Date", "not a date")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + scope.replace("2026", "not ")
                                        + ",SignedHeaders=host,Signature=1")
                        .header("Authorization", "Basic eDp5");
            case 4 ->
                request.header("X-Amz-Date", date)
                        .header("X-Amz-Security-Token", "e30.AAAA")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + scope + ",SignedHeaders=host,Signature=ff");
            case 5 ->
                query = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" + scope.replace("/", "%2F")
                        + "&X-Amz-Date="
                        + date + "&X-Amz-Expires=" + (random.nextBoolean() ? "99999999999999999999" : "60")
                        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=00";
            case 6 -> query = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%25&X-Amz-Date=&x=%C3";
            default ->
                request.header("X-Amz-Date", date)
                        .header("X-Amz-Content-Sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential=" + scope
                                        + ",SignedHeaders=host;x-amz-content-sha256,Signature=ff");
        }
        HttpResponse<byte[]> response =
                wire.send(request.uri(wire.url().resolve("/" + query)).build());
        check("badly signed " + query, new byte[0], response);
        if (response.statusCode() < 400) {
            failures.add("accepted: " + query);
        }
    }

    private void check(String what, byte[] sent, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status < 400) {
            accepted.incrementAndGet();
        }
        String type = response.headers().firstValue("content-type").orElse("");
        boolean shaped = status < 400 || isError(type, response.body());
        // What is no HTTP has not become a request of any service.
        boolean numbered = response.headers().firstValue("x-amzn-requestid").isPresent()
                || new String(response.body(), StandardCharsets.UTF_8).contains("MalformedHttpRequestException");
        if (status >= 500 || !shaped || !numbered) {
            String body = new String(sent, StandardCharsets.UTF_8);
            failures.add(what + " " + body.substring(0, Math.min(600, body.length())) + "\n  -> " + status + " " + type
                    + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
    }

    private static boolean isError(String type, byte[] body) {
        try {
            if (type.startsWith("text/xml")) {
                var document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(body));
                return document.getElementsByTagName("Code").getLength() == 1;
            }
            JsonNode error = type.equals("application/cbor") ? CBOR.readTree(body) : Json.MAPPER.readTree(body);
            boolean query = error.path("Error").has("Code");
            return query || error.has("__type") || error.has("message") && error.has("Type");
        } catch (Exception e) {
            return false;
        }
    }
}
