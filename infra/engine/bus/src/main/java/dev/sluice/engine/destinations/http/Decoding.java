package dev.sluice.engine.destinations.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Undoes a Content-Encoding, never past a limit: a small gzip body can hold gigabytes. */
public final class Decoding {

    private static final int ZLIB_METHOD = 8;

    private Decoding() {}

    /**
     * The body as the receiver meant it.
     *
     * @throws IOException if the encoding is unknown, the body is damaged or more than {@code most} bytes come out of it
     */
    public static byte[] decoded(Received received, int most) throws IOException {
        byte[] body = received.body();
        try (InputStream in = opened(received.encoding().strip().toLowerCase(Locale.ROOT), body)) {
            byte[] out = in.readNBytes(most + 1);
            if (out.length > most) {
                throw new IOException("the response is larger than " + most + " bytes");
            }
            return out;
        }
    }

    private static InputStream opened(String encoding, byte[] body) throws IOException {
        InputStream raw = new ByteArrayInputStream(body);
        return switch (encoding) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            // Some servers send the raw stream where RFC 9110 asks for zlib's.
            case "deflate" -> new InflaterInputStream(raw, new Inflater(!isZlib(body)));
            default -> throw new IOException("the response has an encoding that was not asked for");
        };
    }

    private static boolean isZlib(byte[] body) {
        return body.length > 1 && (body[0] & 15) == ZLIB_METHOD && ((body[0] & 255) << 8 | (body[1] & 255)) % 31 == 0;
    }
}
