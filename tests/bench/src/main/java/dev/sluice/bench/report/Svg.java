package dev.sluice.bench.report;

import java.util.Locale;

/** An SVG being written. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    Svg(int width, int height) {
        text.append(String.format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n",
                        width, height, width, height))
                .append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    }

    void line(double x1, double y1, double x2, double y2, String color) {
        add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n", x1, y1, x2, y2, color);
    }

    void text(double x, double y, String anchor, String color, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n", x, y, anchor, color, escaped);
    }

    /** @param places x and y in turn */
    void curve(double[] places, String color) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < places.length; i += 2) {
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", places[i], places[i + 1]));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                path.toString().trim(), color);
        for (int i = 0; i < places.length; i += 2) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n", places[i], places[i + 1], color);
        }
    }

    String end() {
        return text.append("</svg>\n").toString();
    }

    private void add(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
