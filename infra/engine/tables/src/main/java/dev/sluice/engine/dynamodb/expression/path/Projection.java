package dev.sluice.engine.dynamodb.expression.path;

import dev.sluice.engine.dynamodb.expression.token.Kind;
import dev.sluice.engine.dynamodb.expression.token.Placeholders;
import dev.sluice.engine.dynamodb.expression.token.Tokens;
import dev.sluice.engine.dynamodb.value.AttributeValue;
import dev.sluice.engine.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which parts of an item are wanted. Elements of lists keep their order and close up. */
public final class Projection {

    private final List<Path> paths;
    private final Part root = new Part();

    private Projection(List<Path> paths) {
        this.paths = paths;
        paths.forEach(path -> root.add(path.steps(), 0));
    }

    /** @throws dev.sluice.engine.aws.AwsException ValidationException if {@code expression} is not a list of distinct paths */
    public static Projection parse(String expression, Placeholders placeholders) {
        Tokens tokens = new Tokens(Kind.PROJECTION, expression);
        PathParser parser = new PathParser(tokens, placeholders);
        do {
            parser.path();
        } while (tokens.accept(","));
        tokens.expectEnd();
        Overlaps.check(Kind.PROJECTION, parser.met());
        return new Projection(parser.met());
    }

    /** Of paths that do not overlap. */
    public static Projection of(List<Path> paths) {
        return new Projection(paths);
    }

    public List<Path> paths() {
        return paths;
    }

    public Item of(Item item) {
        AttributeValue kept = root.of(new AttributeValue.M(item.attributes()));
        return kept instanceof AttributeValue.M map ? new Item(map.value()) : Item.EMPTY;
    }

    /** What is wanted of one value: all of it, or some of its members. */
    private static final class Part {
        private boolean all;
        private final Map<String, Part> members = new LinkedHashMap<>();
        private final Map<Integer, Part> elements = new TreeMap<>();

        void add(List<Path.Step> steps, int from) {
            if (from == steps.size()) {
                all = true;
            } else if (steps.get(from) instanceof Path.Name name) {
                members.computeIfAbsent(name.name(), key -> new Part()).add(steps, from + 1);
            } else if (steps.get(from) instanceof Path.Index index) {
                elements.computeIfAbsent(index.index(), key -> new Part()).add(steps, from + 1);
            }
        }

        @Nullable
        public AttributeValue of(AttributeValue value) {
            if (all) {
                return value;
            } else if (value instanceof AttributeValue.M map && !members.isEmpty()) {
                return members(map);
            }
            return value instanceof AttributeValue.L list && !elements.isEmpty() ? elements(list) : null;
        }

        private @Nullable AttributeValue members(AttributeValue.M map) {
            Map<String, AttributeValue> kept = new LinkedHashMap<>();
            members.forEach((name, part) -> {
                AttributeValue member = map.value().get(name);
                AttributeValue wanted = member == null ? null : part.of(member);
                if (wanted != null) {
                    kept.put(name, wanted);
                }
            });
            return kept.isEmpty() ? null : new AttributeValue.M(kept);
        }

        private @Nullable AttributeValue elements(AttributeValue.L list) {
            List<AttributeValue> kept = new ArrayList<>();
            elements.forEach((index, part) -> {
                AttributeValue wanted =
                        index < list.value().size() ? part.of(list.value().get(index)) : null;
                if (wanted != null) {
                    kept.add(wanted);
                }
            });
            return kept.isEmpty() ? null : new AttributeValue.L(kept);
        }
    }
}
