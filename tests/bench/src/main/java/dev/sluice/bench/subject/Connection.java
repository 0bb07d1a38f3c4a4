package dev.sluice.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive HTTP connection that calls operations of AWS's JSON protocols. Not thread-safe. */
public final class Connection implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MS = 60_000;

    private final String host;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Signer signer;

    public Connection(URI endpoint, Access access) {
        this.host = endpoint.getHost() + ":" + endpoint.getPort();
        this.signer = new Signer(access, host);
        try {
            this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            this.out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + endpoint, e);
        }
    }

    /** Calls an operation and parses what it answers. */
    public JsonNode call(Operation operation, String body) {
        try {
            return JSON.readTree(send(operation, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Calls an operation.
     *
     * @throws IllegalStateException if the answer is not 200
     */
    public byte[] send(Operation operation, String body) {
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/x-amz-json-"
                + operation.version() + "\r\nX-Amz-Target: " + operation.target() + "\r\n"
                + signer.headers(operation.service(), operation.target(), payload) + "Content-Length: " + payload.length
                + "\r\n\r\n";
        byte[] request = new byte[head.length() + payload.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, head.length());
        System.arraycopy(payload, 0, request, head.length(), payload.length);
        try {
            out.write(request);
            return answer(operation);
        } catch (IOException e) {
            throw new UncheckedIOException(operation.target() + " failed", e);
        }
    }

    private byte[] answer(Operation operation) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = -1;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            }
        }
        byte[] body = chunked ? chunks() : in.readNBytes(Math.max(0, length));
        if (status != 200) {
            throw new IllegalStateException(
                    operation.target() + " answered " + status + " " + new String(body, StandardCharsets.UTF_8));
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the other side closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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
