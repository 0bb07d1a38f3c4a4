package dev.sluice.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** A picture of lines over axes, as SVG. */
public final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 76;
    private static final int BOTTOM = 48;
    private static final int TOP = 64;
    private static final int RIGHT = 28;
    private static final int LEGEND = 190;
    private static final List<String> COLORS = List.of("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad");

    private final Axis across;
    private final Axis up;

    private Plot(Axis across, Axis up) {
        this.across = across;
        this.up = up;
    }

    /**
     * Draws both axes logarithmic, for loads and latencies.
     *
     * @param x what goes across
     * @param y what goes up
     */
    public static String logarithmic(String title, String x, String y, List<Line> lines) {
        return new Plot(
                        Axis.logarithmic(values(lines, Line.Point::x), LEFT, WIDTH - RIGHT),
                        Axis.logarithmic(values(lines, Line.Point::y), HEIGHT - BOTTOM, TOP))
                .draw(title, x, y, lines);
    }

    /** Draws both axes linear, the one that goes up from zero, so that what is flat looks flat. */
    public static String linear(String title, String x, String y, List<Line> lines) {
        return new Plot(
                        Axis.linear(values(lines, Line.Point::x), LEFT, WIDTH - RIGHT),
                        Axis.linear(values(lines, Line.Point::y), HEIGHT - BOTTOM, TOP))
                .draw(title, x, y, lines);
    }

    private static double[] values(List<Line> lines, ToDoubleFunction<Line.Point> value) {
        return lines.stream()
                .flatMapToDouble(line -> line.points().stream().mapToDouble(value))
                .toArray();
    }

    private String draw(String title, String x, String y, List<Line> lines) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text(LEFT, 20, "start", "#222", title);
        for (double value : up.ticks()) {
            svg.line(LEFT, up.at(value), WIDTH - RIGHT, up.at(value), "#ddd");
            svg.text(LEFT - 8, up.at(value) + 4, "end", "#555", plain(value));
        }
        for (double value : across.ticks()) {
            svg.line(across.at(value), TOP, across.at(value), HEIGHT - BOTTOM, "#eee");
            svg.text(across.at(value), HEIGHT - BOTTOM + 16, "middle", "#555", plain(value));
        }
        svg.text(WIDTH - RIGHT, HEIGHT - 10, "end", "#555", x);
        svg.text(LEFT, TOP - 8, "end", "#555", y);
        for (int i = 0; i < lines.size(); i++) {
            String color = COLORS.get(i % COLORS.size());
            svg.curve(
                    lines.get(i).points().stream()
                            .flatMapToDouble(point -> DoubleStream.of(across.at(point.x()), up.at(point.y())))
                            .toArray(),
                    color);
            int place = LEFT + LEGEND * i;
            svg.line(place, 38, place + 18, 38, color);
            svg.text(place + 24, 42, "start", color, lines.get(i).name());
        }
        return svg.end();
    }

    private static String plain(double value) {
        return value == 0 || value >= 1
                ? String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value)
                : String.format(Locale.ROOT, "%.2g", value);
    }
}
