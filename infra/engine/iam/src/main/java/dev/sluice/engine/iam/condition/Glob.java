package dev.sluice.engine.iam.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A text of a policy, ready to be compared. The wildcards and colons that the policy wrote are structure; those that came in
 * with the value of a variable are plain characters, so that whoever chooses the value cannot widen the policy. Immutable.
 */
public final class Glob {

    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    /** Between the parts of an ARN; matches itself. */
    private static final int COLON = -3;

    /** Code points, or one of the negative constants. */
    private final int[] glyphs;

    private final String literal;

    private Glob(int[] glyphs) {
        this.glyphs = glyphs;
        int[] plain = Arrays.stream(glyphs).map(Glob::plain).toArray();
        this.literal = new String(plain, 0, plain.length);
    }

    /** The name of an action or a pattern of such names, which are not case-sensitive and hold no variables. */
    public static Glob ofAction(String text) {
        return new Builder().written(text.toLowerCase(Locale.ROOT)).build();
    }

    /** Collects what the policy wrote and what variables brought in. */
    static final class Builder {

        private int[] glyphs = new int[32];
        private int size;

        Builder written(String text) {
            text.codePoints().forEach(character -> add(structure(character)));
            return this;
        }

        Builder value(String text) {
            text.codePoints().forEach(this::add);
            return this;
        }

        private void add(int glyph) {
            if (size == glyphs.length) {
                glyphs = Arrays.copyOf(glyphs, 2 * size);
            }
            glyphs[size++] = glyph;
        }

        Glob build() {
            return new Glob(Arrays.copyOf(glyphs, size));
        }
    }

    private static int structure(int character) {
        return switch (character) {
            case '*' -> ANY_TEXT;
            case '?' -> ANY_CHARACTER;
            case ':' -> COLON;
            default -> character;
        };
    }

    private static int plain(int glyph) {
        return switch (glyph) {
            case ANY_TEXT -> '*';
            case ANY_CHARACTER -> '?';
            case COLON -> ':';
            default -> glyph;
        };
    }

    /** Whether it is a lone asterisk of the policy's. */
    boolean isAnyText() {
        return glyphs.length == 1 && glyphs[0] == ANY_TEXT;
    }

    /** The text for operators to which wildcards mean nothing. */
    String literal() {
        return literal;
    }

    /** Its parts between the policy's own colons, {@code most} at most. */
    List<Glob> parts(int most) {
        List<Glob> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < glyphs.length && parts.size() < most - 1; i++) {
            if (glyphs[i] == COLON) {
                parts.add(new Glob(Arrays.copyOfRange(glyphs, from, i)));
                from = i + 1;
            }
        }
        parts.add(new Glob(Arrays.copyOfRange(glyphs, from, glyphs.length)));
        return parts;
    }

    /** Whether the text matches if {@code *} stands for any text and {@code ?} for any one character. */
    public boolean matches(String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int from = 0;
        while (t < text.length()) {
            int character = text.codePointAt(t);
            int glyph = p < glyphs.length ? glyphs[p] : 0;
            if (p < glyphs.length && glyph == ANY_TEXT) {
                star = p++;
                from = t;
            } else if (p < glyphs.length && (glyph == ANY_CHARACTER || plain(glyph) == character)) {
                p++;
                t += Character.charCount(character);
            } else if (star >= 0) {
                p = star + 1;
                from += Character.charCount(text.codePointAt(from));
                t = from;
            } else {
                return false;
            }
        }
        while (p < glyphs.length && glyphs[p] == ANY_TEXT) {
            p++;
        }
        return p == glyphs.length;
    }
}
