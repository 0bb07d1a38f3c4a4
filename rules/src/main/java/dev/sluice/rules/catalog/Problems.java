package dev.sluice.rules.catalog;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Problems {

    private final List<String> all = new ArrayList<>();

    void add(String file, String pointer, String problem) {
        all.add(file + "#" + pointer + ": " + problem);
    }

    /** @throws CatalogException if anything was wrong */
    void check() {
        if (!all.isEmpty()) {
            throw new CatalogException(List.copyOf(all));
        }
    }
}
