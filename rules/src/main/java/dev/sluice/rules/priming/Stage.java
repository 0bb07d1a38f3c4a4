package dev.sluice.rules.priming;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on loopback that plays AWS for a rehearsal: it takes every call and answers with what it was given for the
 * operation, or with an empty object. A request that names no operation is a webhook, and is taken.
 */
final class Stage implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> answers;
    private final Map<String, String> function;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /**
     * @param answers by operation, such as {@code Query}; {@code {url}} in one is where the stage is, and the name of a variable
     *     in braces is its value
     * @param function the environment of the function that rehearses
     */
    Stage(Map<String, String> answers, Map<String, String> function) throws IOException {
        this.answers = Map.copyOf(answers);
        this.function = Map.copyOf(function);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The environment of a function that calls this stage, with credentials that are none and no guard against loopback. */
    Map<String, String> environment() {
        Map<String, String> played = new HashMap<>(function);
        played.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        played.remove("AWS_SESSION_TOKEN");
        played.put("AWS_ENDPOINT_URL", url());
        played.put("AWS_ACCESS_KEY_ID", "rehearsal");
        played.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
        played.put("ALLOWED_NETWORKS", "127.0.0.0/8");
        played.put("ALLOW_INSECURE_ENDPOINTS", "true");
        return played;
    }

    /** The operations called so far, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target == null) {
                calls.add("webhook");
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String operation = target.substring(target.lastIndexOf('.') + 1);
            calls.add(operation);
            byte[] body = answerTo(operation).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String answerTo(String operation) {
        String text = answers.getOrDefault(operation, "{}").replace("{url}", url());
        for (Map.Entry<String, String> variable : function.entrySet()) {
            text = text.replace("{" + variable.getKey() + "}", variable.getValue());
        }
        return text;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
