package dev.sluice.engine.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A receiver on this machine that keeps each request byte for byte and answers as a test says, faults included. Each
 * connection carries one request.
 */
public final class Receiver implements AutoCloseable {

    /** What came. */
    public record Arrived(String requestLine, List<String> headers, String body) {

        /** The value of a header field, or the empty text. */
        public String header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Answers one request by writing to the connection; when it returns, the connection closes. */
    @FunctionalInterface
    public interface Answer {
        void write(Socket socket, Arrived arrived) throws Exception;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final BlockingQueue<Answer> once = new LinkedBlockingQueue<>();
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private final List<Arrived> all = new CopyOnWriteArrayList<>();
    private volatile Answer usual = status(200);

    private Receiver(ServerSocket server) {
        this.server = server;
        threads.execute(this::accept);
    }

    public static Receiver start() {
        try {
            return on(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Receiver on(ServerSocket server) {
        return new Receiver(server);
    }

    /** Answers that status without a body. */
    public static Answer status(int status, String... headers) {
        return text(status, "", headers);
    }

    public static Answer text(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Answer bytes(int status, byte[] body, String... headers) {
        return (socket, request) -> {
            OutputStream out = socket.getOutputStream();
            out.write(head(status, headers, "Content-Length: " + body.length));
            out.write(body);
            out.flush();
        };
    }

    /** Writes exactly this. */
    public static Answer raw(String text) {
        return (socket, request) -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        };
    }

    /** Says nothing until the other side gives up. */
    public static Answer silence() {
        return (socket, request) -> waitForClose(socket);
    }

    public static byte[] head(int status, String[] headers, String... more) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        for (String header : more) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public static void waitForClose(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // what comes is not wanted
        }
    }

    /** From now on, unless {@link #then} says otherwise. */
    public Receiver always(Answer answer) {
        usual = answer;
        return this;
    }

    /** For one request. */
    public Receiver then(Answer answer) {
        once.add(answer);
        return this;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    /** The next request that no test has taken yet. */
    public Arrived take() {
        try {
            Arrived next = arrived.poll(300, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no request came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All requests so far. */
    public List<Arrived> all() {
        return all;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Arrived request = read(new BufferedInputStream(socket.getInputStream()));
            Answer answer = once.poll();
            all.add(request);
            arrived.add(request);
            (answer == null ? usual : answer).write(socket, request);
        } catch (Exception e) {
            // the other side went away, which tests do on purpose
        }
    }

    private static Arrived read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IOException("no request");
        }
        Arrived head = new Arrived(lines.get(0), List.copyOf(lines.subList(1, lines.size())), "");
        String length = head.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Arrived(head.requestLine(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
