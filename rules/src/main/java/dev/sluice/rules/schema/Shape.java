package dev.sluice.rules.schema;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which members data may have, as far as that is known. A list has the members of its elements, as in event patterns.
 * Immutable.
 */
public interface Shape {

    /** What is below a member; empty if there is no such member. */
    Optional<Shape> member(String name);

    /** The names of members that are known, sorted; there may be others. */
    Set<String> names();

    /** Any members, of any shape. */
    static Shape anything() {
        return new Shape() {
            @Override
            public Optional<Shape> member(String name) {
                return Optional.of(this);
            }

            @Override
            public Set<String> names() {
                return Set.of();
            }
        };
    }

    /** These members and no others. */
    static Shape of(Map<String, Shape> members) {
        return new Shape() {
            @Override
            public Optional<Shape> member(String name) {
                return Optional.ofNullable(members.get(name));
            }

            @Override
            public Set<String> names() {
                return new TreeSet<>(members.keySet());
            }
        };
    }

    /** A text, number, boolean or null, or a list of such: nothing below. */
    static Shape value() {
        return of(Map.of());
    }

    /** The members of any of these. */
    static Shape either(List<Shape> shapes) {
        return new Shape() {
            @Override
            public Optional<Shape> member(String name) {
                List<Shape> found = shapes.stream()
                        .map(shape -> shape.member(name).orElse(null))
                        .filter(Objects::nonNull)
                        .toList();
                return found.isEmpty() ? Optional.empty() : Optional.of(either(found));
            }

            @Override
            public Set<String> names() {
                Set<String> names = new TreeSet<>();
                shapes.forEach(shape -> names.addAll(shape.names()));
                return names;
            }
        };
    }
}
