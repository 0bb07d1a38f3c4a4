package dev.sluice.engine.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.engine.aws.AwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request or of a structure in it. Collects what violates the model's constraints, so that {@link #check}
 * reports all of it at once, as AWS does. Not thread-safe.
 */
public final class Members {

    private final ObjectNode node;
    private final String path;
    private final List<String> violations;

    public Members(ObjectNode input) {
        this(input, "", new ArrayList<>());
    }

    private Members(ObjectNode node, String path, List<String> violations) {
        this.node = node;
        this.path = path;
        this.violations = violations;
    }

    /** The structure as it came. */
    public ObjectNode node() {
        return node;
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    public Optional<String> text(String name, TextConstraint constraint) {
        Optional<String> value = scalar(name).map(JsonNode::asText);
        value.ifPresent(text -> violations.addAll(constraint.violations(text, at(name))));
        return value;
    }

    /** A text that must be there; empty if it is not, which {@link #check} reports. */
    public String required(String name, TextConstraint constraint) {
        if (value(name) == null) {
            missing(name);
            return "";
        }
        return text(name, constraint).orElse("");
    }

    /** A text that no error may show, such as a password; empty if it is not there. */
    public Optional<String> secret(String name, TextConstraint constraint) {
        Optional<String> value = scalar(name).map(JsonNode::asText);
        value.ifPresent(text -> constraint
                .violations(text, at(name))
                .forEach(
                        violation -> violations.add("Value" + violation.substring(("Value '" + text + "'").length()))));
        return value;
    }

    public OptionalInt number(String name, int least, int most) {
        JsonNode value = scalar(name).orElse(null);
        if (value == null) {
            return OptionalInt.empty();
        }
        long number = value.asLong();
        if (number < least) {
            violate(value.asText(), name, "Member must have value greater than or equal to " + least);
        } else if (number > most) {
            violate(value.asText(), name, "Member must have value less than or equal to " + most);
        }
        return OptionalInt.of((int) Math.max(least, Math.min(most, number)));
    }

    public Optional<Members> structure(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isObject()) {
            throw unreadable(name, "a structure");
        }
        return value instanceof ObjectNode child
                ? Optional.of(new Members(child, at(name) + ".", violations))
                : Optional.empty();
    }

    /** A structure that must be there; an empty one if it is not, which {@link #check} reports. */
    public Members requiredStructure(String name) {
        if (value(name) == null) {
            missing(name);
        }
        return structure(name).orElseGet(() -> new Members(node.objectNode(), at(name) + ".", violations));
    }

    /** A list of structures. */
    public List<Members> structures(String name) {
        List<Members> found = new ArrayList<>();
        JsonNode list = list(name);
        for (int i = 0; list != null && i < list.size(); i++) {
            if (!(list.get(i) instanceof ObjectNode child)) {
                throw unreadable(name, "a list of structures");
            }
            found.add(new Members(child, at(name) + "." + (i + 1) + ".member.", violations));
        }
        return found;
    }

    /** A list of texts, each under the constraint. */
    public List<String> texts(String name, TextConstraint constraint) {
        List<String> found = new ArrayList<>();
        JsonNode list = list(name);
        for (int i = 0; list != null && i < list.size(); i++) {
            if (list.get(i).isContainerNode()) {
                throw unreadable(name, "a list of strings");
            }
            found.add(list.get(i).asText());
            violations.addAll(constraint.violations(list.get(i).asText(), at(name) + "." + (i + 1) + ".member"));
        }
        return found;
    }

    public void missing(String name) {
        violations.add("Value null at '" + at(name) + "' failed to satisfy constraint: Member must not be null");
    }

    public void violate(String value, String name, String constraint) {
        violations.add("Value '" + value + "' at '" + at(name) + "' failed to satisfy constraint: " + constraint);
    }

    /** @throws AwsException ValidationException with all violations so far */
    public Members check() {
        if (!violations.isEmpty()) {
            throw AwsException.validation(violations.size() + " validation error" + (violations.size() == 1 ? "" : "s")
                    + " detected: " + String.join("; ", violations));
        }
        return this;
    }

    private Optional<JsonNode> scalar(String name) {
        JsonNode value = value(name);
        if (value != null && value.isContainerNode()) {
            throw unreadable(name, "a single value");
        }
        return Optional.ofNullable(value);
    }

    private @Nullable JsonNode list(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isArray()) {
            throw unreadable(name, "a list");
        }
        return value;
    }

    /** AWS's code; its words depend on the parser's place. */
    private AwsException unreadable(String name, String wanted) {
        return AwsException.of("SerializationException", "Member '" + at(name) + "' must be " + wanted + ".");
    }

    private @Nullable JsonNode value(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private String at(String name) {
        return path + Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
