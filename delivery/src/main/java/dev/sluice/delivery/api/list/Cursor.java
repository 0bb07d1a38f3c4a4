package dev.sluice.delivery.api.list;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list, between entries: it stays where it is when entries are added or removed. Opaque outside: {@code iterator} and
 * {@code prevIterator}.
 *
 * @param key of the entry that was seen; it may be gone
 * @param backward whether the page before is meant, in the list's own order
 */
record Cursor(String key, boolean backward) {

    private static final String FORWARD_MARK = "n";
    private static final String BACKWARD_MARK = "p";
    private static final int LONGEST = 2_048;

    String text() {
        String plain = (backward ? BACKWARD_MARK : FORWARD_MARK) + key;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if the text was not made by {@link #text}. */
    static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            boolean backward = plain.startsWith(BACKWARD_MARK);
            Cursor cursor = new Cursor(plain.isEmpty() ? "" : plain.substring(1), backward);
            return cursor.text().equals(text) && !cursor.key().isEmpty() ? Optional.of(cursor) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
