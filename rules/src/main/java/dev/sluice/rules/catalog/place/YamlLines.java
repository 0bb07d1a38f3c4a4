package dev.sluice.rules.catalog.place;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Composes the text once; what an alias stands for is where its anchor is. */
final class YamlLines implements Lines {

    private final Optional<Node> root;

    YamlLines(String text) {
        this.root = compose(text);
    }

    private static Optional<Node> compose(String text) {
        try {
            return new Compose(LoadSettings.builder().build()).composeString(text);
        } catch (YamlEngineException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalInt of(JsonPointer pointer) {
        OptionalInt line = OptionalInt.empty();
        Optional<Node> node = root;
        for (JsonPointer rest = pointer; node.isPresent() && !rest.matches(); rest = rest.tail()) {
            Optional<NodeTuple> found = child(node.get(), rest);
            line = found.flatMap(tuple -> tuple.getKeyNode().getStartMark())
                    .map(mark -> OptionalInt.of(mark.getLine() + 1))
                    .orElse(line);
            node = found.map(NodeTuple::getValueNode);
        }
        return line;
    }

    /** The member with its name; an element has itself for a name. */
    private static Optional<NodeTuple> child(Node node, JsonPointer rest) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(rest.getMatchingProperty()))
                    .findFirst();
        }
        if (node instanceof SequenceNode sequence
                && rest.getMatchingIndex() >= 0
                && rest.getMatchingIndex() < sequence.getValue().size()) {
            Node element = sequence.getValue().get(rest.getMatchingIndex());
            return Optional.of(new NodeTuple(element, element));
        }
        return Optional.empty();
    }
}
