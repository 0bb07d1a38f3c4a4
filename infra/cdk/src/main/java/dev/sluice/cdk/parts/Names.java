package dev.sluice.cdk.parts;

import java.util.Locale;

/** Names made from names that others chose. */
public final class Names {

    private static final int LONGEST = 40;

    private Names() {}

    /** Fits into the names of pipes and queues: what is not allowed there, or too long, is replaced and told apart by a hash. */
    public static String physical(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9-]", "-");
        if (safe.equals(name) && name.length() <= LONGEST) {
            return name;
        }
        String hash = String.format(Locale.ROOT, "%08x", name.hashCode());
        return safe.substring(0, Math.min(safe.length(), LONGEST - hash.length() - 1)) + "-" + hash;
    }

    /** {@code data-lake} becomes {@code DataLake}: for logical ids and parameters. */
    public static String pascal(String name) {
        StringBuilder pascal = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                pascal.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return pascal.toString();
    }
}
