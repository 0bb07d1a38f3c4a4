package dev.sluice.engine.dynamodb.expression.path;

import dev.sluice.engine.dynamodb.expression.token.Kind;
import java.util.List;

/** Paths of one expression must not contain each other, nor treat one attribute as a map and as a list. */
public final class Overlaps {

    private Overlaps() {}

    public static void check(Kind kind, List<Path> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (int j = 0; j < i; j++) {
                check(kind, paths.get(j), paths.get(i));
            }
        }
    }

    private static void check(Kind kind, Path one, Path two) {
        int common = Math.min(one.steps().size(), two.steps().size());
        for (int i = 0; i < common; i++) {
            Path.Step a = one.steps().get(i);
            Path.Step b = two.steps().get(i);
            if (a.getClass() != b.getClass()) {
                throw problem(kind, "conflict", one, two);
            }
            if (!a.equals(b)) {
                return;
            }
        }
        throw problem(kind, "overlap", one, two);
    }

    private static dev.sluice.engine.aws.AwsException problem(Kind kind, String what, Path one, Path two) {
        return kind.invalid("Two document paths " + what
                + " with each other; must remove or rewrite one of these paths; path one: " + one + ", path two: "
                + two);
    }
}
