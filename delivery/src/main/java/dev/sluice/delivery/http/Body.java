package dev.sluice.delivery.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of a response's body. It is never inflated. Not thread-safe. */
final class Body {

    /** What is kept of a body. */
    static final int LONGEST = 64 << 10;

    private byte[] bytes = {};
    private int length;
    private boolean over;

    /** Takes what there is; false if the body is longer than what is kept, and need not be read on. */
    boolean take(ByteBuffer source) {
        int size = Math.min(source.remaining(), LONGEST - length);
        over |= source.remaining() > size;
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(LONGEST, Math.max(length + size, 2 * bytes.length)));
        }
        source.get(bytes, length, size);
        length += size;
        return !over;
    }

    String text() {
        if (over) {
            return "[longer than " + LONGEST + " bytes]";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return "[" + length + " bytes that are not UTF-8 text]";
        }
    }
}
