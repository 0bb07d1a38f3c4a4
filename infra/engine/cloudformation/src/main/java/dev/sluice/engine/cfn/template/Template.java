package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.request.Json;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A template as it was written.
 *
 * @param text its text
 * @param root its parsed form
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template sections</a>
 */
public record Template(String text, ObjectNode root) {

    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Transform",
            "Metadata",
            "Parameters",
            "Mappings",
            "Conditions",
            "Rules",
            "Resources",
            "Outputs");

    private static final Set<String> TEXTS = Set.of("AWSTemplateFormatVersion", "Description", "Transform");

    /** CDK's check of its bootstrap stack, which one machine does not have. */
    private static final String BOOTSTRAP_RULE = "CheckBootstrapVersion";

    /**
     * Turns resources whose types begin with {@code AWS::Serverless::} into others and leaves the rest of a template as it is.
     *
     * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy.html">SAM
     *     templates</a>
     */
    private static final String SAM = "AWS::Serverless-2016-10-31";

    public static Template parse(String text, String name) {
        return new Template(text, TemplateText.parse(text, name));
    }

    /** A section's entries; empty if there is no such section. */
    public Map<String, JsonNode> section(String name) {
        JsonNode section = root.path(name);
        Map<String, JsonNode> entries = new java.util.LinkedHashMap<>();
        section.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }

    public String description() {
        return root.path("Description").asText();
    }

    /** Reports sections that the engine cannot honour and those with a wrong shape. */
    public void check(Problems problems) {
        root.properties().forEach(section -> {
            String name = section.getKey();
            // Defaults of SAM's own types, which are errors themselves.
            boolean defaults = name.equals("Globals")
                    && transforms().anyMatch(transform -> transform.asText().equals(SAM));
            if (!SECTIONS.contains(name) && !defaults) {
                problems.add("/" + name, "is a section that the engine does not support");
            } else if (!TEXTS.contains(name) && !section.getValue().isObject()) {
                problems.add("/" + name, "must be an object");
            }
        });
        transforms()
                .filter(transform -> !transform.asText().equals(SAM))
                .forEach(transform -> problems.add(
                        "/Transform",
                        "names " + transform.asText() + ", a transform that the engine does not support"));
        section("Rules").keySet().stream()
                .filter(rule -> !rule.equals(BOOTSTRAP_RULE))
                .forEach(rule -> problems.add("/Rules/" + rule, "is a rule; the engine does not support rules"));
        if (!root.path("Resources").isObject() || root.path("Resources").isEmpty()) {
            problems.add("/Resources", "is required and must hold at least one resource");
        }
    }

    private Stream<JsonNode> transforms() {
        JsonNode section = root.path("Transform");
        return section.isArray() ? section.valueStream() : Stream.of(section).filter(node -> !node.isMissingNode());
    }

    /** A copy of the section's entry as an object, for reading on after {@link #check}. */
    public static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : Json.object();
    }
}
