package dev.sluice.bench.subject;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** One TCP connection that speaks as much HTTP/1.1 as benches need, as cheaply as it goes. Not thread-safe. */
final class Wire implements Closeable {

    /** What came back. */
    record Answer(int status, byte[] body) {}

    private static final int TIMEOUT_MS = 60_000;
    private static final int BUFFER = 1 << 16;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean ended;

    Wire(URI endpoint) throws IOException {
        this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** Whether the other side has said that it takes no more on this connection. */
    boolean ended() {
        return ended;
    }

    Answer exchange(byte[] request) throws IOException {
        out.write(request);
        String[] first = line().split(" ", 3);
        int length = -1;
        boolean chunked = false;
        ended = first[0].equals("HTTP/1.0");
        for (String line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                chunked = true;
            } else if (lower.startsWith("connection:")) {
                ended = lower.contains("close") || ended && !lower.contains("keep-alive");
            }
        }
        byte[] body = chunked ? chunks() : length < 0 && ended ? in.readAllBytes() : in.readNBytes(Math.max(0, length));
        return new Answer(Integer.parseInt(first[1]), body);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
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
    public void close() throws IOException {
        socket.close();
    }
}
