package dev.sluice.runtime.token;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a token.
 *
 * @param hash SHA-256 of the whole token
 * @param application the id of the only application that it is for; empty for an operator's
 * @param scopes what it may do, such as {@code endpoints:read}; {@code *} is all that its kind may
 * @param session a name that the owner gave to a portal's visit, by which it can be ended
 * @param expiresAt when it ends; a token that is revoked ends at once
 */
public record KeptToken(
        String id,
        TokenKind kind,
        byte[] hash,
        Optional<String> application,
        Set<String> scopes,
        Optional<String> session,
        Instant createdAt,
        Optional<Instant> expiresAt) {

    public KeptToken {
        hash = hash.clone();
        scopes = Set.copyOf(scopes);
        if ((kind == TokenKind.OPERATOR) == application.isPresent()) {
            throw new IllegalArgumentException("a token is for one application, unless it is an operator's");
        }
    }

    @Override
    public byte[] hash() {
        return hash.clone();
    }

    /** Whether this is what is kept of that token, and it has not ended. Takes as long whichever byte differs. */
    public boolean accepts(Token token, Instant now) {
        boolean same = MessageDigest.isEqual(hash, token.hash());
        return same && kind == token.kind() && expiresAt.map(now::isBefore).orElse(true);
    }

    public KeptToken until(Instant end) {
        Instant earlier = expiresAt.filter(end::isAfter).orElse(end);
        return new KeptToken(id, kind, hash, application, scopes, session, createdAt, Optional.of(earlier));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeptToken token
                && id.equals(token.id)
                && kind == token.kind
                && MessageDigest.isEqual(hash, token.hash)
                && application.equals(token.application)
                && scopes.equals(token.scopes)
                && session.equals(token.session)
                && createdAt.equals(token.createdAt)
                && expiresAt.equals(token.expiresAt);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "the token " + id;
    }
}
