package dev.sluice.bench.report;

import java.util.List;
import java.util.Locale;

/** A picture of latency over load, as SVG: both axes logarithmic, a line for each quantile. */
public final class Plot {

    /** One load and what it took, in milliseconds. */
    public record Point(double load, double p50, double p99) {}

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int BOTTOM = 40;
    private static final int TOP = 40;
    private static final int RIGHT = 20;

    private final List<Point> points;
    private final double lowestLoad;
    private final double highestLoad;
    private final double lowest;
    private final double highest;

    private Plot(List<Point> points) {
        this.points = points;
        this.lowestLoad = points.stream().mapToDouble(Point::load).min().orElse(1);
        this.highestLoad = points.stream().mapToDouble(Point::load).max().orElse(10);
        this.lowest = Math.pow(
                10,
                Math.floor(
                        Math.log10(points.stream().mapToDouble(Point::p50).min().orElse(1))));
        this.highest = Math.pow(
                10,
                Math.ceil(
                        Math.log10(points.stream().mapToDouble(Point::p99).max().orElse(10))));
    }

    public static String svg(String title, List<Point> points) {
        return new Plot(points).draw(title);
    }

    private String draw(String title) {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        text(svg, LEFT, 20, "start", "#222", title);
        for (double value = lowest; value <= highest * 1.001; value *= 10) {
            line(svg, LEFT, y(value), WIDTH - RIGHT, y(value), "#ddd");
            text(svg, LEFT - 6, y(value) + 4, "end", "#555", plain(value) + " ms");
        }
        for (Point point : points) {
            line(svg, x(point.load()), TOP, x(point.load()), HEIGHT - BOTTOM, "#eee");
            text(svg, x(point.load()), HEIGHT - BOTTOM + 16, "middle", "#555", plain(point.load()));
        }
        text(svg, WIDTH - RIGHT, HEIGHT - 6, "end", "#555", "events/s that arrive");
        curve(svg, "#1b6ca8", "p50", true);
        curve(svg, "#c0392b", "p99", false);
        return svg.append("</svg>\n").toString();
    }

    private void curve(StringBuilder svg, String color, String name, boolean median) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", x(point.load()), y(median ? point.p50() : point.p99())));
        }
        svg.append(String.format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                path.toString().trim(), color));
        Point last = points.get(points.size() - 1);
        text(svg, x(last.load()) - 6, y(median ? last.p50() : last.p99()) - 6, "end", color, name);
    }

    private double x(double load) {
        double share =
                highestLoad == lowestLoad ? 0.5 : Math.log(load / lowestLoad) / Math.log(highestLoad / lowestLoad);
        return LEFT + 20 + share * (WIDTH - LEFT - RIGHT - 40);
    }

    private double y(double millis) {
        double share = Math.log(Math.max(millis, lowest) / lowest) / Math.log(highest / lowest);
        return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String color) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
                x1,
                y1,
                x2,
                y2,
                color));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String color, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                color,
                text));
    }

    private static String plain(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2g", value);
    }
}
