package dev.sluice.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One receiver on loopback for all parameters of a template whose default is a URL that cannot exist: its host is under a
 * name that RFC 2606 reserves for examples. It answers 204 to everything, and reports what it received. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2606">Reserved top level DNS names</a>
 */
public final class StandIns implements AutoCloseable {

    private static final Pattern RESERVED =
            Pattern.compile("(.*\\.)?(example\\.(com|net|org)|example|test|invalid)", Pattern.CASE_INSENSITIVE);
    private static final int EACH = 10;
    private static final int THEN_EVERY = 1_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, URI> replaced;
    private final Consumer<String> report;
    private final AtomicLong received = new AtomicLong();

    private StandIns(HttpServer server, Map<String, URI> replaced, Consumer<String> report) {
        this.server = server;
        this.replaced = replaced;
        this.report = report;
    }

    /** The parameters that need one: those with such a default for which no value was given, and which plain HTTP may serve. */
    public static Map<String, URI> needed(Declared template, Set<String> given) {
        Map<String, URI> needed = new LinkedHashMap<>();
        if (Laptop.isSluice(template)) {
            template.parameters().forEach((name, declaration) -> {
                String value = declaration.path("Default").asText("");
                if (!given.contains(name) && isReserved(value) && admitsPlainHttp(declaration)) {
                    needed.put(name, URI.create(value));
                }
            });
        }
        return needed;
    }

    private static boolean isReserved(String value) {
        try {
            URI uri = URI.create(value);
            return uri.getHost() != null && RESERVED.matcher(uri.getHost()).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean admitsPlainHttp(JsonNode declaration) {
        String pattern = declaration.path("AllowedPattern").asText("");
        return pattern.isEmpty() || "http://127.0.0.1:1/".matches(pattern);
    }

    /**
     * @param replaced as {@link #needed} says
     * @param port the one that it had before, so that a stack that goes on has the same receivers; 0 or a port that is taken
     *     gives a free one
     * @param report takes a line for each of the first {@value #EACH} requests, then for every {@value #THEN_EVERY}th
     */
    public static StandIns start(Map<String, URI> replaced, int port, Consumer<String> report) throws IOException {
        StandIns standIns = new StandIns(bind(port), replaced, report);
        standIns.server.setExecutor(standIns.threads);
        standIns.server.createContext("/", standIns::handle);
        standIns.server.start();
        return standIns;
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Values for the parameters: the same path below this receiver. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        replaced.forEach((name, uri) -> parameters.put(
                name, "http://127.0.0.1:" + port() + "/" + name + (uri.getPath() == null ? "" : uri.getPath())));
        return parameters;
    }

    /** What each parameter would be without this. */
    public Map<String, URI> replaced() {
        return replaced;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long bytes = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            long number = received.incrementAndGet();
            String path = exchange.getRequestURI().getPath();
            if (number <= EACH) {
                report.accept("stand-in received " + exchange.getRequestMethod() + " " + path + ", " + bytes + " bytes"
                        + (number == EACH ? "; from now on it only counts" : ""));
            } else if (number % THEN_EVERY == 0) {
                report.accept(String.format(Locale.ROOT, "stand-in received %,d requests", number));
            }
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
