package dev.sluice.delivery.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.delivery.eventtype.KnownType;
import dev.sluice.rules.catalog.Catalog;
import dev.sluice.rules.catalog.EventType;
import dev.sluice.rules.schema.Violation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The types of a catalog, and beside them those that were added while it runs. Thread-safe. */
public final class CatalogTypes implements MessageTypes {

    private record Published(String source, EventType type) {}

    private final Map<String, Published> published = new HashMap<>();
    private final Function<String, Optional<KnownType>> known;

    /** @param known finds what was said about a type while it runs */
    public CatalogTypes(Optional<Catalog> catalog, Function<String, Optional<KnownType>> known) {
        catalog.ifPresent(loaded -> loaded.sources()
                .forEach(source -> source.types()
                        .forEach(type ->
                                published.putIfAbsent(type.detailType(), new Published(source.source(), type)))));
        this.known = known;
    }

    @Override
    public Optional<String> source(String type) {
        return Optional.ofNullable(published.get(type)).map(Published::source);
    }

    @Override
    public List<String> problems(String type, JsonNode data) {
        return Optional.ofNullable(published.get(type))
                .map(found -> found.type().schema().validate(data).stream()
                        .map(CatalogTypes::words)
                        .toList())
                .orElse(List.of());
    }

    private static String words(Violation violation) {
        return (violation.pointer().isEmpty() ? "/" : violation.pointer()) + ": " + violation.message();
    }

    /** Of several versions of a schema, the last counts. */
    @Override
    public Optional<JsonNode> example(String type, int index) {
        return known.apply(type)
                .flatMap(KnownType::schemas)
                .flatMap(schemas -> schemas.properties().stream()
                        .max(Comparator.comparing((Map.Entry<String, JsonNode> version) ->
                                        version.getKey().length())
                                .thenComparing(Map.Entry::getKey)))
                .map(version -> version.getValue().path("examples"))
                .filter(JsonNode::isArray)
                .or(() -> Optional.ofNullable(published.get(type))
                        .map(found -> found.type().schema().examples()))
                .map(examples -> examples.path(index))
                .filter(example -> !example.isMissingNode());
    }
}
