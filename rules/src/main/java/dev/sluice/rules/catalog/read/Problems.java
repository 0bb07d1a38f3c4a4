package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.core.JsonPointer;
import dev.sluice.rules.catalog.place.Lines;
import dev.sluice.rules.schema.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Collects what is wrong, so that all of it is reported at once, sorted by file and line. */
public final class Problems {

    private record Problem(String file, int line, String pointer, String text) {

        String words() {
            return file + (line > 0 ? ":" + line : "") + "#" + pointer + ": " + text;
        }
    }

    private final List<Problem> all = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Lines> lines = new HashMap<>();

    /** Remembers the text of a file, in which lines are looked up if something is wrong with it. */
    void read(String file, String text) {
        texts.put(file, text);
    }

    public void add(String file, String pointer, String problem) {
        add(file, line(file, pointer), pointer, problem);
    }

    /** @param line counted from 1; 0 if there is none */
    public void add(String file, int line, String pointer, String problem) {
        all.add(new Problem(file, line, pointer, problem));
    }

    /** @param within the pointer of what was looked at */
    public void add(String file, String within, List<Violation> violations) {
        violations.forEach(violation -> add(file, within + violation.pointer(), violation.message()));
    }

    private int line(String file, String pointer) {
        String text = texts.get(file);
        if (text == null || pointer.isEmpty()) {
            return 0;
        }
        OptionalInt line =
                lines.computeIfAbsent(file, unread -> Lines.of(file, text)).of(JsonPointer.compile(pointer));
        return line.orElse(0);
    }

    /** @throws CatalogException if anything was wrong */
    public void check() {
        if (!all.isEmpty()) {
            throw new CatalogException(all.stream()
                    .sorted(Comparator.comparing(Problem::file)
                            .thenComparingInt(Problem::line)
                            .thenComparing(Problem::pointer)
                            .thenComparing(Problem::text))
                    .map(Problem::words)
                    .distinct()
                    .toList());
        }
    }
}
