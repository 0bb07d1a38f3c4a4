package dev.sluice.engine.cfn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.Json;
import java.util.Map;
import java.util.Set;

/**
 * A template as it was written.
 *
 * @param text its text
 * @param root its parsed form
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template sections</a>
 */
record Template(String text, ObjectNode root) {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Rules",
            "Resources",
            "Outputs");

    /** CDK's check of its bootstrap stack, which one machine does not have. */
    private static final String BOOTSTRAP_RULE = "CheckBootstrapVersion";

    static Template parse(String text, String name) {
        return new Template(text, TemplateText.parse(text, name));
    }

    /** A section's entries; empty if there is no such section. */
    Map<String, JsonNode> section(String name) {
        JsonNode section = root.path(name);
        Map<String, JsonNode> entries = new java.util.LinkedHashMap<>();
        section.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    String description() {
        return root.path("Description").asText();
    }

    /** Reports sections that the engine cannot honour and those with a wrong shape. */
    void check(Problems problems) {
        root.properties().forEach(section -> {
            String name = section.getKey();
            if (!SECTIONS.contains(name)) {
                problems.add("/" + name, "is a section that the engine does not support");
            } else if (!name.equals("AWSTemplateFormatVersion")
                    && !name.equals("Description")
                    && !section.getValue().isObject()) {
                problems.add("/" + name, "must be an object");
            }
        });
        section("Rules").keySet().stream()
                .filter(rule -> !rule.equals(BOOTSTRAP_RULE))
                .forEach(rule -> problems.add("/Rules/" + rule, "is a rule; the engine does not support rules"));
        if (!root.path("Resources").isObject() || root.path("Resources").isEmpty()) {
            problems.add("/Resources", "is required and must hold at least one resource");
        }
    }

    /** A copy of the section's entry as an object, for reading on after {@link #check}. */
    static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.object();
    }
}
