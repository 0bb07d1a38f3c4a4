package dev.sluice.engine.monitoring.math;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** What an expression comes to: a number, a time series (values by epoch second), or several. */
public sealed interface Value {

    /** A number. */
    record Scalar(double number) implements Value {}

    /** A time series. */
    record Series(NavigableMap<Long, Double> points) implements Value {}

    /** Several time series. */
    record Many(List<Series> series) implements Value {}

    default Value map(DoubleUnaryOperator change) {
        if (this instanceof Scalar scalar) {
            return new Scalar(change.applyAsDouble(scalar.number()));
        } else if (this instanceof Many many) {
            return new Many(
                    many.series().stream().map(one -> (Series) one.map(change)).toList());
        }
        NavigableMap<Long, Double> points = new TreeMap<>();
        ((Series) this).points().forEach((at, value) -> put(points, at, change.applyAsDouble(value)));
        return new Series(points);
    }

    /** Point by point, where both have one. */
    static Value combine(Value left, Value right, DoubleBinaryOperator operator) {
        if (right instanceof Scalar scalar) {
            return left.map(value -> operator.applyAsDouble(value, scalar.number()));
        } else if (left instanceof Scalar scalar) {
            return right.map(value -> operator.applyAsDouble(scalar.number(), value));
        } else if (left instanceof Many many) {
            return new Many(many.series().stream()
                    .map(one -> (Series) combine(one, single(right), operator))
                    .toList());
        } else if (right instanceof Many many) {
            return new Many(many.series().stream()
                    .map(one -> (Series) combine(left, one, operator))
                    .toList());
        }
        NavigableMap<Long, Double> points = new TreeMap<>();
        NavigableMap<Long, Double> others = ((Series) right).points();
        ((Series) left).points().forEach((at, value) -> {
            Double other = others.get(at);
            if (other != null) {
                put(points, at, operator.applyAsDouble(value, other));
            }
        });
        return new Series(points);
    }

    /** A result that cannot be computed, such as a division by zero, gives no data point. */
    private static void put(NavigableMap<Long, Double> points, long at, double value) {
        if (Double.isFinite(value)) {
            points.put(at, value);
        }
    }

    /** The times at which any of them has a point. */
    static TreeSet<Long> times(List<Series> all) {
        TreeSet<Long> times = new TreeSet<>();
        all.forEach(one -> times.addAll(one.points().keySet()));
        return times;
    }

    static Series single(Value value) {
        if (value instanceof Series series) {
            return series;
        }
        throw new MathException("Several time series can be combined with one only");
    }
}
