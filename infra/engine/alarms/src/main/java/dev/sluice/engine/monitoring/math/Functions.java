package dev.sluice.engine.monitoring.math;

import dev.sluice.engine.monitoring.math.Value.Many;
import dev.sluice.engine.monitoring.math.Value.Scalar;
import dev.sluice.engine.monitoring.math.Value.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * SUM, AVG, MIN, MAX, FILL and IF.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Functions of metric math</a>
 */
final class Functions {

    private Functions() {}

    /** @param times of all periods that are asked for */
    static Value call(String name, List<Value> arguments, TreeSet<Long> times) {
        return switch (name) {
            case "SUM" -> reduce(name, arguments, Functions::sum);
            case "AVG" -> reduce(name, arguments, all -> sum(all) / all.size());
            case "MIN" ->
                reduce(
                        name,
                        arguments,
                        all -> all.stream().mapToDouble(v -> v).min().orElse(0));
            case "MAX" ->
                reduce(
                        name,
                        arguments,
                        all -> all.stream().mapToDouble(v -> v).max().orElse(0));
            case "FILL" -> fill(arguments, times);
            case "IF" -> choose(arguments, times);
            default ->
                throw new MathException(
                        "this engine has no function " + name + "; it has SUM, AVG, MIN, MAX, FILL, IF and METRICS");
        };
    }

    private static double sum(Collection<Double> all) {
        return all.stream().mapToDouble(value -> value).sum();
    }

    /** Of one time series a number; of several one time series. */
    private static Value reduce(String name, List<Value> arguments, ToDoubleFunction<Collection<Double>> function) {
        require(name, arguments, 1);
        if (arguments.get(0) instanceof Series series) {
            return new Scalar(
                    series.points().isEmpty()
                            ? 0
                            : function.applyAsDouble(series.points().values()));
        } else if (arguments.get(0) instanceof Many many) {
            NavigableMap<Long, Double> points = new TreeMap<>();
            for (long at : Value.times(many.series())) {
                List<Double> values = new ArrayList<>();
                for (Series one : many.series()) {
                    if (one.points().containsKey(at)) {
                        values.add(one.points().getOrDefault(at, 0.0));
                    }
                }
                points.put(at, function.applyAsDouble(values));
            }
            return new Series(points);
        }
        throw new MathException(name + " takes time series");
    }

    /** By a number, or the value of a time series at that time; REPEAT is passed as no argument. */
    private static Value fill(List<Value> arguments, TreeSet<Long> times) {
        if (arguments.get(0) instanceof Many many) {
            return new Many(many.series().stream()
                    .map(one -> (Series) fill(with(one, arguments), times))
                    .toList());
        }
        Series series = Value.single(arguments.get(0));
        boolean repeat = arguments.size() == 1;
        NavigableMap<Long, Double> points = new TreeMap<>(series.points());
        for (long at : times) {
            if (repeat) {
                var before = points.floorEntry(at);
                if (before != null) {
                    points.putIfAbsent(at, before.getValue());
                }
            } else {
                at(arguments.get(1), at).ifPresent(value -> points.putIfAbsent(at, value));
            }
        }
        return new Series(points);
    }

    private static List<Value> with(Value first, List<Value> arguments) {
        List<Value> changed = new ArrayList<>(arguments);
        changed.set(0, first);
        return changed;
    }

    /** {@code IF(condition, then, otherwise)}; without the third there is no point where the condition does not hold. */
    private static Value choose(List<Value> arguments, TreeSet<Long> times) {
        if (arguments.size() != 2 && arguments.size() != 3) {
            throw new MathException("IF takes two or three arguments");
        }
        if (arguments.stream().allMatch(Scalar.class::isInstance) && arguments.size() == 3) {
            return arguments.get(((Scalar) arguments.get(0)).number() == 0 ? 2 : 1);
        }
        NavigableMap<Long, Double> points = new TreeMap<>();
        for (long at : times) {
            at(arguments.get(0), at).ifPresent(holds -> {
                int taken = holds == 0 ? 2 : 1;
                if (taken < arguments.size()) {
                    at(arguments.get(taken), at).ifPresent(value -> points.put(at, value));
                }
            });
        }
        return new Series(points);
    }

    private static java.util.Optional<Double> at(Value value, long at) {
        return value instanceof Scalar scalar
                ? java.util.Optional.of(scalar.number())
                : java.util.Optional.ofNullable(Value.single(value).points().get(at));
    }

    private static void require(String name, List<Value> arguments, int count) {
        if (arguments.size() != count) {
            throw new MathException(name + " takes " + count + " argument" + (count == 1 ? "" : "s"));
        }
    }
}
