package dev.sluice.engine.cfn.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.engine.request.Json;
import java.math.BigDecimal;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML template as JSON, with CloudFormation's short tags ({@code !Ref}, {@code !Sub} ...) written out. */
public final class Yaml {

    /** A template has at most 500 resources; aliases must not blow a small file up without limit. */
    private static final int MOST_NODES = 1_000_000;

    private final String name;
    private int nodes;

    private Yaml(String name) {
        this.name = name;
    }

    static JsonNode parse(String text, String name) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .build();
        try {
            checkDepth(settings, text, name);
            return new Compose(settings)
                    .composeString(text)
                    .map(root -> new Yaml(name).tagged(root, 0))
                    .orElseThrow(() -> new TemplateException(name, "is empty"));
        } catch (YamlEngineException e) {
            throw new TemplateException(
                    name, "is not YAML: " + String.valueOf(e.getMessage()).strip());
        }
    }

    /** Composing recurses: what is too deep for that must be found in the events before, which are a flat sequence. */
    private static void checkDepth(LoadSettings settings, String text, String name) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {
                    // Neither opens nor closes anything.
                }
            }
            if (depth > TemplateText.DEEPEST) {
                throw TemplateText.tooDeep(name);
            }
        }
    }

    private JsonNode tagged(Node node, int depth) {
        if (++nodes > MOST_NODES) {
            throw new TemplateException(name, "has more than " + MOST_NODES + " values, counting what aliases repeat");
        }
        if (depth > TemplateText.DEEPEST) {
            throw TemplateText.tooDeep(name);
        }
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return value(node, depth);
        }
        String function = tag.substring(1);
        String full = function.equals("Ref") || function.equals("Condition") ? function : "Fn::" + function;
        JsonNode argument =
                node instanceof ScalarNode scalar ? TextNode.valueOf(scalar.getValue()) : value(node, depth);
        return Json.object().set(full, argument);
    }

    private JsonNode value(Node node, int depth) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = Json.object();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new TemplateException(name, "has a key that is not a scalar");
                }
                if (object.has(key.getValue())) {
                    throw new TemplateException(name, "has the key " + key.getValue() + " twice in one mapping");
                }
                object.set(key.getValue(), tagged(tuple.getValueNode(), depth + 1));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = Json.array();
            sequence.getValue().forEach(element -> array.add(tagged(element, depth + 1)));
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return NullNode.getInstance();
        }
        if (tag.equals(Tag.BOOL)) {
            return BooleanNode.valueOf(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text);
        }
        return TextNode.valueOf(text);
    }

    /** Octal, hexadecimal and infinite numbers have no JSON form, and an account id may begin with zeros: they stay text. */
    private static JsonNode number(String text) {
        boolean plain = text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
        return plain ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
    }
}
