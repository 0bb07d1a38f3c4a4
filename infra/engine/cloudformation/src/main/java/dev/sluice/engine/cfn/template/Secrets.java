package dev.sluice.engine.cfn.template;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/** Values that must never be shown: those of NoEcho parameters and of dynamic references. Not thread-safe. */
public final class Secrets {

    public static final String MASK = "****";

    private final Set<String> values = new HashSet<>();

    public void add(String value) {
        if (!value.isBlank()) {
            values.add(value);
        }
    }

    /** The text with each secret in it replaced, longest first. */
    String mask(String text) {
        String masked = text;
        for (String value : values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }
}
