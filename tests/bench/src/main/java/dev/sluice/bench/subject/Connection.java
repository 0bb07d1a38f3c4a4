package dev.sluice.bench.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Calls operations of AWS's JSON protocols over one connection, kept for as long as the other side keeps it; a new one costs the
 * other side what it costs. Not thread-safe.
 */
public final class Connection implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final String host;
    private final Signer signer;
    private Wire wire;

    /** @throws UncheckedIOException if nothing listens there */
    public Connection(URI endpoint, Access access) {
        this.endpoint = endpoint;
        this.host = endpoint.getHost() + ":" + endpoint.getPort();
        this.signer = new Signer(access, host);
        this.wire = open(endpoint);
    }

    private static Wire open(URI endpoint) {
        try {
            return new Wire(endpoint);
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
        byte[] request = request(operation, body.getBytes(StandardCharsets.UTF_8));
        if (wire.ended()) {
            close();
            wire = open(endpoint);
        }
        Wire.Answer answer;
        try {
            answer = wire.exchange(request);
        } catch (IOException e) {
            throw new UncheckedIOException(operation.target() + " failed", e);
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(operation.target() + " answered " + answer.status() + " "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private byte[] request(Operation operation, byte[] payload) {
        String head = "POST / HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/x-amz-json-"
                + operation.version() + "\r\nX-Amz-Target: " + operation.target() + "\r\n"
                + signer.headers(operation.service(), operation.target(), payload) + "Content-Length: " + payload.length
                + "\r\n\r\n";
        byte[] request = new byte[head.length() + payload.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, head.length());
        System.arraycopy(payload, 0, request, head.length(), payload.length);
        return request;
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
