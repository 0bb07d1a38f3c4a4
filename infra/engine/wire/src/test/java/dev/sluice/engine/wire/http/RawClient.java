package dev.sluice.engine.wire.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One connection, on which a test sends what no HTTP client would. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;

    RawClient(URI url) {
        try {
            socket = new Socket("127.0.0.1", url.getPort());
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawClient send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of a POST that is to have a body. */
    RawClient post(String headers) {
        return send("POST / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n\r\n");
    }

    /** A GET and the whole of its answer; the connection ends. */
    static String get(URI url, String path) {
        try (RawClient client = new RawClient(url)) {
            return client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    .toTheEnd();
        }
    }

    /** Everything until the server ends the connection, however it does. */
    String toTheEnd() {
        StringBuilder all = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                all.append((char) next);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server neither answers nor ends the connection", e);
        } catch (IOException reset) {
            return all.toString();
        }
        return all.toString();
    }

    /** Whether the server has ended the connection, seen by sending some more. */
    boolean endedAfter(String more) {
        try {
            socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
            socket.setSoTimeout(1);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException ended) {
            return true;
        }
    }

    /** The status of the next answer, whose body is left. */
    String status() {
        StringBuilder line = new StringBuilder();
        try {
            for (int next = socket.getInputStream().read(); next >= 0 && next != '\r'; ) {
                line.append((char) next);
                next = socket.getInputStream().read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no answer", e);
        }
        return line.toString().replace("HTTP/1.1 ", "").replaceAll(" .*", "");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
