package dev.sluice.engine.events.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.request.Json;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The variables that every template has. */
final class Reserved {

    static final Map<String, Function<EventView, JsonNode>> VARIABLES = Map.of(
            "aws.events.rule-arn", event -> TextNode.valueOf(event.ruleArn()),
            "aws.events.rule-name", event -> TextNode.valueOf(event.ruleName()),
            "aws.events.event.ingestion-time", Reserved::ingestionTime,
            "aws.events.event", Reserved::withoutDetail,
            "aws.events.event.json", EventView::node);

    private Reserved() {}

    private static JsonNode ingestionTime(EventView event) {
        return TextNode.valueOf(
                event.event().at().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** As recorded: the detail type in camel case, and the time is that of ingestion. */
    private static JsonNode withoutDetail(EventView event) {
        JsonNode envelope = event.node();
        ObjectNode view = Json.object();
        view.set("id", envelope.path("id"));
        view.set("account", envelope.path("account"));
        view.set("detailType", envelope.path("detail-type"));
        view.set("time", ingestionTime(event));
        for (String member : List.of("source", "region", "resources", "version")) {
            view.set(member, envelope.path(member));
        }
        return view;
    }
}
