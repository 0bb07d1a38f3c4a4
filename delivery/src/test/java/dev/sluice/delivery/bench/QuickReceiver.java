package dev.sluice.delivery.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A receiver that costs as little as one can: reads a request, answers 204. */
final class QuickReceiver implements AutoCloseable {

    private static final byte[] ANSWER = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final AtomicLong requests = new AtomicLong();

    QuickReceiver() throws IOException {
        server = new ServerSocket(0, 1_000, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/hook";
    }

    long requests() {
        return requests.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            StringBuilder line = new StringBuilder();
            while (true) {
                int length = 0;
                do {
                    line.setLength(0);
                    for (int c = in.read(); c != '\n'; c = in.read()) {
                        if (c < 0) {
                            return;
                        }
                        line.append((char) c);
                    }
                    if (line.length() > 15 && line.substring(0, 15).equalsIgnoreCase("content-length:")) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                } while (line.length() > 1);
                in.skipNBytes(length);
                requests.incrementAndGet();
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "quick-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
