package dev.sluice.bench.subject;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** A server with scripted responses, one per request, that closes the connection after a response that says so. */
final class Scripted implements AutoCloseable {

    private final ServerSocket server;
    private final Deque<String> answers;
    private int connections;

    Scripted(String... answers) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = new ArrayDeque<>(List.of(answers));
        Thread thread = new Thread(this::serve, "scripted");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    synchronized int connections() {
        return connections;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                synchronized (this) {
                    connections++;
                }
                converse(socket);
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int length = 0;
            for (; !line.isEmpty(); line = in.readLine()) {
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).trim());
                }
            }
            in.skip(length);
            String answer = answers.removeFirst();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            if (answer.contains("close") || answer.startsWith("HTTP/1.0")) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
