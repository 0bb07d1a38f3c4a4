package dev.sluice.rules.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What can only be seen when everything is read: names taken twice, and routes that wait for events nobody publishes. */
final class CrossChecks {

    /** A bus has at most this many rules. */
    private static final int ROUTES = 300;

    private final Problems problems;

    CrossChecks(Problems problems) {
        this.problems = problems;
    }

    void check(List<Source> sources, List<Destination> destinations) {
        unique("sources", "the name", sources.stream().map(Source::source).toList());
        unique(
                "sources",
                "the table",
                sources.stream()
                        .filter(TableSource.class::isInstance)
                        .map(source -> ((TableSource) source).table())
                        .toList());
        unique(
                "destinations",
                "the name",
                destinations.stream().map(Destination::name).toList());
    }

    void names(List<String> routes) {
        unique("routes", "the name", routes);
        if (routes.size() > ROUTES) {
            problems.add("routes", "", "are more than " + ROUTES + ", the most that a bus can have as rules");
        }
    }

    void workflows(List<String> names) {
        unique("workflows", "the name", names);
    }

    /** Reports literal sources and detail-types that no source of the catalog has. */
    void route(String file, JsonNode pattern, List<Source> sources) {
        Set<String> names = sources.stream().map(Source::source).collect(Collectors.toSet());
        Set<String> types = sources.stream()
                .flatMap(source -> source.types().stream())
                .map(EventType::detailType)
                .collect(Collectors.toSet());
        literals(file, pattern, "source", names::contains, "there is no source ");
        literals(file, pattern, "detail-type", types::contains, "no source has the type ");
    }

    private void literals(String file, JsonNode pattern, String member, Predicate<String> known, String problem) {
        JsonNode values = pattern.path(member);
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.path(i);
            if (value.isTextual() && !known.test(value.asText())) {
                problems.add(file, "/pattern/" + member + "/" + i, problem + value.asText());
            }
        }
    }

    private void unique(String folder, String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        names.stream()
                .filter(name -> !name.isEmpty() && !seen.add(name))
                .forEach(name -> problems.add(folder, "", "two have " + what + " " + name));
    }
}
