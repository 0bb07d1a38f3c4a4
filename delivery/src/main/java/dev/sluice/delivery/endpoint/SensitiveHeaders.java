package dev.sluice.delivery.endpoint;

import java.util.List;
import java.util.Locale;

/** Which of an endpoint's headers hold secrets, as their names say. Their values are sent, and shown to nobody. */
public final class SensitiveHeaders {

    private static final List<String> PARTS = List.of(
            "auth", "token", "secret", "key", "password", "passwd", "credential", "cookie", "session", "signature");

    private SensitiveHeaders() {}

    public static boolean has(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return PARTS.stream().anyMatch(lower::contains);
    }
}
