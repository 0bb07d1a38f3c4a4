package dev.sluice.delivery.api.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What a value must be, and how it is read. */
@FunctionalInterface
public interface Rule<T> {

    /**
     * @param value never JSON's null
     * @param problems gets what is wrong
     * @return empty if something is wrong
     */
    Optional<T> read(JsonNode value, List<String> place, List<Problem> problems);
}
