package dev.sluice.delivery.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** What is known about the types of messages. Thread-safe. */
public interface MessageTypes {

    /** The {@code source} under which events of this type are published; empty for a type that the catalog does not have. */
    Optional<String> source(String type);

    /** What is wrong with the data of an event of this type; empty if nothing is, or if the type has no schema. */
    List<String> problems(String type, JsonNode data);

    /** The example that the type's schema gives at this position, if it gives one. */
    Optional<JsonNode> example(String type, int index);
}
