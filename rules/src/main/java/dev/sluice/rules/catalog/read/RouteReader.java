package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.rules.catalog.model.Route;
import dev.sluice.rules.catalog.model.Target;
import dev.sluice.rules.pattern.EventPattern;
import dev.sluice.rules.pattern.Mismatch;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one route of the catalog, and tries its pattern on its examples. */
public final class RouteReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern INPUT_PATH = Pattern.compile("\\$(?=.{0,255}$)(\\.[A-Za-z0-9_-]+|\\[(\\d+|\\*)])*");
    private static final Pattern TEXT = Pattern.compile("(?s).{1,500}");
    private static final int LONGEST_PATTERN = 2_048;

    private final Problems problems;
    private final TargetReader targets;

    public RouteReader(Problems problems, TargetReader targets) {
        this.problems = problems;
        this.targets = targets;
    }

    public Route read(String file, JsonNode node) {
        Fields fields = new Fields(file, "", node, problems);
        JsonNode pattern = fields.any("pattern").orElseGet(() -> {
            fields.problem("pattern", "is required");
            return MissingNode.getInstance();
        });
        Route route = new Route(
                fields.text("name", NAME),
                fields.text("description", TEXT),
                pattern,
                targets.read(fields),
                fields.optionalText("inputPath", INPUT_PATH),
                retry(fields),
                fields.values("matches"),
                fields.values("rejects"));
        fields.done();
        if (route.target() instanceof Target.LogGroup && route.inputPath().isPresent()) {
            fields.problem("inputPath", "is not allowed: a log group takes whole events only");
        }
        check(fields, route);
        return route;
    }

    private void check(Fields fields, Route route) {
        if (route.pattern().isMissingNode()) {
            return;
        }
        if (route.pattern().toString().length() > LONGEST_PATTERN) {
            fields.problem("pattern", "is longer than " + LONGEST_PATTERN + " characters");
        }
        Optional<EventPattern> pattern = SourceReader.pattern(fields, "pattern", route.pattern());
        pattern.ifPresent(compiled -> {
            examples(fields, "matches", route.matches(), compiled, true);
            examples(fields, "rejects", route.rejects(), compiled, false);
        });
    }

    private static void examples(
            Fields fields, String member, List<JsonNode> events, EventPattern pattern, boolean expected) {
        if (events.isEmpty()) {
            fields.problem(member, "must have at least one event");
        }
        for (int i = 0; i < events.size(); i++) {
            if (!events.get(i).isObject()) {
                fields.problem(member + "/" + i, "must be an object");
            } else if (pattern.matches(events.get(i)) != expected) {
                fields.problem(
                        member + "/" + i,
                        expected ? mismatch(pattern, events.get(i)) : "matches the pattern and must not");
            }
        }
    }

    private static String mismatch(EventPattern pattern, JsonNode event) {
        List<String> fields = Mismatch.fields(pattern.tree(), event);
        return "does not match the pattern: "
                + (fields.isEmpty()
                        ? "each field does, but not all of them in the same element of a list"
                        : String.join("; ", fields));
    }

    private Route.Retry retry(Fields fields) {
        return fields.object("retry")
                .map(retry -> {
                    Route.Retry read = new Route.Retry(
                            retry.number("attempts", 0, 185, 185), retry.number("ageSeconds", 60, 86_400, 86_400));
                    retry.done();
                    return read;
                })
                .orElse(new Route.Retry(185, 86_400));
    }
}
