package dev.sluice.rules.catalog;

import dev.sluice.rules.catalog.read.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Reports names that two files of a kind have. */
final class UniqueNames {

    private final Problems problems;

    UniqueNames(Problems problems) {
        this.problems = problems;
    }

    /** @param files what was read, by file; those whose name is empty are left out */
    <T> void check(String member, Map<String, T> files, Function<T, String> name) {
        Map<String, String> first = new HashMap<>();
        files.forEach((file, content) -> {
            String own = name.apply(content);
            String other = own.isEmpty() ? null : first.putIfAbsent(own, file);
            if (other != null) {
                problems.add(file, "/" + member, "is " + own + ", which " + other + " has too");
            }
        });
    }
}
