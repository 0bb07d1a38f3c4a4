package dev.sluice.rules.catalog.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.rules.catalog.model.Workflow;
import dev.sluice.rules.names.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads one workflow of the catalog: its outline. Whether its states make sense, who runs it checks. */
public final class WorkflowReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern TEXT = Pattern.compile("(?s).{1,500}");

    private final Problems problems;

    public WorkflowReader(Problems problems) {
        this.problems = problems;
    }

    public Workflow read(String file, JsonNode node) {
        Fields fields = new Fields(file, "", node, problems);
        JsonNode definition = fields.any("definition").orElseGet(MissingNode::getInstance);
        Workflow workflow = new Workflow(fields.text("name", NAME), fields.text("description", TEXT), definition);
        fields.done();
        JsonNode states = definition.path("States");
        if (!states.isObject() || states.isEmpty()) {
            fields.problem("definition", "must have the member States");
        } else if (!states.has(definition.path("StartAt").asText())) {
            List<String> names = new ArrayList<>();
            states.fieldNames().forEachRemaining(names::add);
            fields.problem(
                    "definition/StartAt",
                    "must name one of the States"
                            + DidYouMean.hint(definition.path("StartAt").asText(), names));
        }
        return workflow;
    }
}
