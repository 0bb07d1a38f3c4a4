package dev.sluice.runtime.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A token as its owner has it: {@code sluice_KIND_}, an id of 22 letters and digits by which it is found, and a secret of 43 (256
 * random bits). It holds no dot, so no client takes its end for the name of a region. It never shows itself in a text but where it
 * is asked for.
 */
public final class Token {

    static final int ID = 22;
    static final int SECRET = 43;

    private static final int ID_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private final TokenKind kind;
    private final String id;
    private final String text;

    private Token(TokenKind kind, String id, String text) {
        this.kind = kind;
        this.id = id;
        this.text = text;
    }

    public static Token next(TokenKind kind, SecureRandom random) {
        String id = digits(random, ID_BYTES, ID);
        return new Token(kind, id, kind.prefix() + id + digits(random, SECRET_BYTES, SECRET));
    }

    /** Empty if it does not look like a token. */
    public static Optional<Token> parse(String text) {
        for (TokenKind kind : TokenKind.values()) {
            int head = kind.prefix().length();
            if (text.startsWith(kind.prefix())
                    && text.length() == head + ID + SECRET
                    && text.chars().skip(head).allMatch(digit -> DIGITS.indexOf(digit) >= 0)) {
                return Optional.of(new Token(kind, text.substring(head, head + ID), text));
            }
        }
        return Optional.empty();
    }

    public TokenKind kind() {
        return kind;
    }

    /** By which it is found; no secret. */
    public String id() {
        return id;
    }

    /** The whole token, as its owner gets it once. */
    public String reveal() {
        return text;
    }

    /** What is kept of it. Its secret is random, so that nobody can guess it from the hash, and a slow hash would gain nothing. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "the token " + id;
    }

    private static String digits(SecureRandom random, int bytes, int length) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        BigInteger number = new BigInteger(1, fresh);
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            BigInteger[] parts = number.divideAndRemainder(BASE);
            digits.append(DIGITS.charAt(parts[1].intValue()));
            number = parts[0];
        }
        return digits.reverse().toString();
    }
}
