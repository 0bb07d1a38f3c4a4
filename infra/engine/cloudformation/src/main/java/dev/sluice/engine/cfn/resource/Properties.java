package dev.sluice.engine.cfn.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.cfn.template.TemplateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The resolved properties of one resource, which remember what was read: a property that the resource type never asked
 * for cannot be honoured, and is reported with its JSON pointer. Not thread-safe.
 */
public final class Properties {

    private final ObjectNode node;
    private final String pointer;
    private final Set<String> read = new HashSet<>();
    private final List<Properties> children = new ArrayList<>();

    /** @param pointer where {@code node} is in the template, such as {@code /Resources/Queue/Properties} */
    public Properties(ObjectNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }

    /** The value as it is; the caller answers for all that is in it. */
    public Optional<JsonNode> any(String name) {
        read.add(name);
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** All of them as they are; the caller answers for all that is in them. */
    public ObjectNode whole() {
        node.fieldNames().forEachRemaining(read::add);
        return node;
    }

    /** A text (or a number or boolean, which CloudFormation accepts as text). */
    public Optional<String> text(String name) {
        return any(name).map(value -> {
            if (!value.isValueNode()) {
                throw new TemplateException(pointer + "/" + name, "must be a string");
            }
            return value.asText();
        });
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> new TemplateException(pointer + "/" + name, "is required"));
    }

    public OptionalLong number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw new TemplateException(pointer + "/" + name, "must be a whole number, and is " + text.get());
        }
    }

    /** A boolean, written as one or as the text {@code true} or {@code false}. */
    public Optional<Boolean> flag(String name) {
        return text(name).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new TemplateException(pointer + "/" + name, "must be true or false, and is " + text);
            }
            return Boolean.valueOf(text);
        });
    }

    /** A nested object, read strictly as well. */
    public Optional<Properties> object(String name) {
        return any(name).map(value -> child(value, pointer + "/" + name));
    }

    /** A list of nested objects, read strictly as well. */
    public List<Properties> objects(String name) {
        List<Properties> list = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            list.add(child(array.path(i), pointer + "/" + name + "/" + i));
        }
        return list;
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        List<String> list = new ArrayList<>();
        JsonNode array = array(name);
        for (int i = 0; i < array.size(); i++) {
            if (!array.path(i).isValueNode()) {
                throw new TemplateException(pointer + "/" + name + "/" + i, "must be a string");
            }
            list.add(array.path(i).asText());
        }
        return list;
    }

    private JsonNode array(String name) {
        JsonNode array = any(name).orElseGet(MissingNode::getInstance);
        if (!array.isArray() && !array.isMissingNode()) {
            throw new TemplateException(pointer + "/" + name, "must be a list");
        }
        return array;
    }

    /** Marks properties that are accepted and have no meaning on one machine (tags, descriptions, encryption settings ...). */
    public Properties accepted(String... names) {
        read.addAll(List.of(names));
        return this;
    }

    /** @throws TemplateException naming every property that was never read */
    public void done() {
        List<String> unread = new ArrayList<>();
        collect(unread);
        if (!unread.isEmpty()) {
            throw new TemplateException(unread);
        }
    }

    private void collect(List<String> unread) {
        node.fieldNames().forEachRemaining(name -> {
            if (!read.contains(name)) {
                unread.add(pointer + "/" + name + " is a property that the engine does not support");
            }
        });
        children.forEach(child -> child.collect(unread));
    }

    private Properties child(JsonNode value, String at) {
        if (!(value instanceof ObjectNode object)) {
            throw new TemplateException(at, "must be an object");
        }
        Properties child = new Properties(object, at);
        children.add(child);
        return child;
    }
}
