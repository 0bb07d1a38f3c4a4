package dev.sluice.rules.catalog.place;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.OptionalInt;

/** The lines of one file, by JSON pointer. */
public interface Lines {

    /**
     * The line, counted from 1, on which the member or element stands; for one that is not there, the line of the nearest
     * that is. Empty for the file as a whole, or if the file cannot be read.
     */
    OptionalInt of(JsonPointer pointer);

    /** @param file its name, which ends in {@code .json} or {@code .yaml} */
    static Lines of(String file, String text) {
        return file.endsWith(".json") ? new JsonLines(text) : new YamlLines(text);
    }
}
