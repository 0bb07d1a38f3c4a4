package dev.sluice.engine.dynamodb.expression.path;

/** Orders paths so that elements of one list come by index. */
public final class PathOrder {

    private PathOrder() {}

    public static int compare(Path a, Path b) {
        int common = Math.min(a.steps().size(), b.steps().size());
        for (int i = 0; i < common; i++) {
            int order = compare(a.steps().get(i), b.steps().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.steps().size(), b.steps().size());
    }

    private static int compare(Path.Step a, Path.Step b) {
        if (a instanceof Path.Index i && b instanceof Path.Index j) {
            return Integer.compare(i.index(), j.index());
        }
        return a.toString().compareTo(b.toString());
    }
}
