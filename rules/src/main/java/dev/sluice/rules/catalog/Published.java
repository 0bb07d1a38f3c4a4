package dev.sluice.rules.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.rules.catalog.model.EventType;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Source;
import dev.sluice.rules.catalog.read.Fields;
import dev.sluice.rules.catalog.read.Problems;
import dev.sluice.rules.event.ApiMessage;
import dev.sluice.rules.event.EventShape;
import dev.sluice.rules.json.Json;
import dev.sluice.rules.names.DidYouMean;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.InvalidPatternException;
import dev.sluice.rules.schema.Shape;
import dev.sluice.rules.schema.UnknownFields;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What all sources publish: a route for something else never matches. */
final class Published {

    private static final String SOURCE = "source";
    private static final String TYPE = "detail-type";
    private static final String OR = "$or";

    private record Event(String source, EventType type) {

        ObjectNode envelope() {
            return Json.object().put(SOURCE, source).put(TYPE, type.detailType());
        }
    }

    private final Problems problems;
    private final List<Event> events;
    private final Set<String> sources = new TreeSet<>();
    private final Set<String> types = new TreeSet<>();

    Published(Collection<Source> sources, Problems problems) {
        this.problems = problems;
        this.events = sources.stream()
                .flatMap(source -> source.types().stream().map(type -> new Event(source.source(), type)))
                .toList();
        // Its types are declared while it runs, so that nothing is known about them here.
        this.sources.add(ApiMessage.SOURCE);
        events.forEach(event -> {
            this.sources.add(event.source());
            this.types.add(event.type().detailType());
        });
    }

    /** Reports sources, types and fields of a route's pattern and examples that no event has. */
    void check(String file, Route route) {
        try {
            EventPattern.parse(Json.text(route.pattern()));
        } catch (InvalidPatternException | IllegalArgumentException e) {
            // Reported where it was read; what follows from it is not.
            return;
        }
        boolean known = literals(file, "/pattern", route.pattern());
        List<Event> wanted = wanted(route.pattern());
        if (wanted.isEmpty() && known && !takesMessagesOfTheApi(route.pattern())) {
            problems.add(
                    file, "/pattern", "never matches: no source publishes an event of such a source and detail-type");
        }
        Shape shape = shape(wanted.isEmpty() ? events : wanted);
        problems.add(file, "/pattern", UnknownFields.ofPattern(route.pattern(), shape));
        route.inputPath().ifPresent(path -> inputPath(file, path, shape));
        for (int i = 0; i < route.matches().size(); i++) {
            JsonNode example = route.matches().get(i);
            String at = "/matches/" + i;
            literal(file, at + "/" + SOURCE, example.path(SOURCE), sources, "there is no source ");
            literal(file, at + "/" + TYPE, example.path(TYPE), types, "no source has the type ");
            List<Event> own = events.stream()
                    .filter(event -> event.source().equals(example.path(SOURCE).asText()))
                    .filter(event ->
                            event.type().detailType().equals(example.path(TYPE).asText()))
                    .toList();
            problems.add(file, at, UnknownFields.ofEvent(example, own.isEmpty() ? shape : shape(own)));
        }
        for (int i = 0; i < route.rejects().size(); i++) {
            problems.add(
                    file, "/rejects/" + i, UnknownFields.ofEvent(route.rejects().get(i), shape(events)));
        }
    }

    private static boolean takesMessagesOfTheApi(JsonNode pattern) {
        ObjectNode restricted = restricted(pattern);
        return restricted.isEmpty()
                || EventPattern.parse(Json.text(restricted))
                        .matches(Json.object().put(SOURCE, ApiMessage.SOURCE).put(TYPE, ""));
    }

    /** @param path names and indexes; an index goes to an element, which has the shape of its list */
    private void inputPath(String file, String path, Shape event) {
        Shape shape = event;
        for (String name : path.replaceAll("\\[[^]]*]", "").split("\\.")) {
            Optional<Shape> below = name.equals("$") ? Optional.of(shape) : shape.member(name);
            if (below.isEmpty()) {
                problems.add(
                        file,
                        "/inputPath",
                        "leads to " + name + ", which is in no such event" + DidYouMean.hint(name, shape.names()));
                return;
            }
            shape = below.get();
        }
    }

    private static Shape shape(List<Event> of) {
        return EventShape.envelope(
                of.isEmpty()
                        ? Shape.anything()
                        : Shape.either(of.stream()
                                .map(event -> event.type().schema().shape())
                                .toList()));
    }

    /** The events whose source and type the pattern lets through, whatever it says about the rest. */
    private List<Event> wanted(JsonNode pattern) {
        ObjectNode restricted = restricted(pattern);
        if (restricted.isEmpty()) {
            return events;
        }
        EventPattern compiled = EventPattern.parse(Json.text(restricted));
        return events.stream()
                .filter(event -> compiled.matches(event.envelope()))
                .toList();
    }

    private static ObjectNode restricted(JsonNode pattern) {
        ObjectNode restricted = Json.object();
        for (String member : List.of(SOURCE, TYPE)) {
            Optional.ofNullable(pattern.get(member)).ifPresent(value -> restricted.set(member, value));
        }
        ArrayNode alternatives = Json.array();
        pattern.path(OR).forEach(alternative -> alternatives.add(restricted(alternative)));
        boolean restricts = true;
        for (JsonNode alternative : alternatives) {
            restricts &= !alternative.isEmpty();
        }
        if (!alternatives.isEmpty() && restricts) {
            restricted.set(OR, alternatives);
        }
        return restricted;
    }

    /** Whether all literal sources and types are known; those that are not are reported. */
    private boolean literals(String file, String at, JsonNode pattern) {
        boolean known = true;
        for (int i = 0; i < pattern.path(SOURCE).size(); i++) {
            JsonNode value = pattern.path(SOURCE).get(i);
            known &= literal(file, at + "/" + SOURCE + "/" + i, value, sources, "there is no source ");
        }
        for (int i = 0; i < pattern.path(TYPE).size(); i++) {
            JsonNode value = pattern.path(TYPE).get(i);
            known &= literal(file, at + "/" + TYPE + "/" + i, value, types, "no source has the type ");
        }
        for (int i = 0; i < pattern.path(OR).size(); i++) {
            known &= literals(file, at + "/" + OR + "/" + i, pattern.path(OR).get(i));
        }
        return known;
    }

    private boolean literal(String file, String at, JsonNode value, Set<String> known, String problem) {
        if (!value.isTextual() || known.contains(value.asText())) {
            return true;
        }
        problems.add(file, at, problem + Fields.shortened(value.asText()) + DidYouMean.hint(value.asText(), known));
        return false;
    }
}
