package dev.sluice.runtime.token;

import java.util.Locale;
import java.util.Optional;

/** Who a token is for. */
public enum TokenKind {
    /** The owner of the installation: all applications. */
    OPERATOR,
    /** A customer's own program: one application. */
    TENANT,
    /** A person who looks at one application in a browser, for a while. */
    PORTAL;

    /** As it is stored and as the authorizer passes it on. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What tokens of this kind begin with, so that a scanner for secrets recognises them. */
    String prefix() {
        return "sluice_" + word() + "_";
    }

    public static Optional<TokenKind> of(String word) {
        for (TokenKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
