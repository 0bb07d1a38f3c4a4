package dev.sluice.cdk.parts;

import java.util.Locale;

/** Names made from names that others chose. */
public final class Names {

    private Names() {}

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
