package dev.sluice.bench.report;

import java.util.List;

/** A line of a picture: what one figure did while something else moved. */
public record Line(String name, List<Point> points) {

    /** One point. */
    public record Point(double x, double y) {}

    public Line {
        points = List.copyOf(points);
    }
}
