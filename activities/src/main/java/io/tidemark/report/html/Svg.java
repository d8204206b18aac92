package io.tidemark.report.html;

import io.tidemark.report.Chart;
import io.tidemark.report.Chart.Point;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Draws charts. Colours and sizes of letters are the page's style sheet's. */
final class Svg {
  private static final int WIDTH = 640;
  private static final int LABEL = 230;
  private static final int ROW = 26;
  private static final int NUMBER = 90;
  private static final int LINE_HEIGHT = 180;

  private Svg() {}

  static String draw(Chart chart) {
    return switch (chart.kind()) {
      case BARS -> bars(chart);
      case SHARES -> shares(chart);
      case LINE -> line(chart);
    };
  }

  private static String bars(Chart chart) {
    double most = Math.max(1e-9, chart.points().stream().mapToDouble(Point::value).max().orElse(1));
    int height = chart.points().size() * ROW + 4;
    Markup svg = open(chart, height);
    int y = 2;
    for (Point point : chart.points()) {
      double width = Math.max(1, point.value() / most * (WIDTH - LABEL - NUMBER));
      svg.raw(title(point, chart))
          .raw(text(LABEL - 8, y + 17, "end", "label", shortened(point.label(), 30)))
          .raw(rectangle(LABEL, y + 4, width, ROW - 9, "bar"))
          .raw(
              text(LABEL + width + 8, y + 17, "start", "value", chart.unit().format(point.value())))
          .raw("</g>\n");
      y += ROW;
    }
    return svg.raw("</svg>\n").toString();
  }

  private static String shares(Chart chart) {
    double all = chart.points().stream().mapToDouble(Point::value).sum();
    if (all <= 0) {
      return "";
    }
    int height = 40 + 22 * ((chart.points().size() + 1) / 2);
    Markup svg = open(chart, height);
    double x = 0;
    List<Point> points = chart.points();
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      double width = point.value() / all * WIDTH;
      int column = i % 2 * (WIDTH / 2);
      int y = 44 + i / 2 * 22;
      svg.raw(title(point, chart))
          .raw(rectangle(x, 4, Math.max(0, width - 2), 22, "share s" + i % 6))
          .raw(rectangle(column, y - 2, 12, 12, "share s" + i % 6))
          .raw(
              text(
                  column + 20,
                  y + 8,
                  "start",
                  "value",
                  point.label()
                      + "  "
                      + chart.unit().format(point.value())
                      + String.format(Locale.ROOT, "  (%.1f %%)", 100 * point.value() / all)))
          .raw("</g>\n");
      x += width;
    }
    return svg.raw("</svg>\n").toString();
  }

  private static String line(Chart chart) {
    List<Point> points = chart.points();
    double first = points.get(0).x();
    double last = points.get(points.size() - 1).x();
    double most = points.stream().mapToDouble(Point::value).max().orElse(1) * 1.05;
    if (last <= first || most <= 0) {
      return "";
    }
    Markup svg = open(chart, LINE_HEIGHT + 24);
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      double x = 80 + (point.x() - first) / (last - first) * (WIDTH - 90);
      double y = LINE_HEIGHT - point.value() / most * (LINE_HEIGHT - 10);
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x, y));
    }
    for (int i = 0; i <= 2; i++) {
      double y = LINE_HEIGHT - i / 2.0 * (LINE_HEIGHT - 10);
      svg.raw(
              String.format(
                  Locale.ROOT,
                  "<line class=\"grid\" x1=\"80\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                  WIDTH - 10,
                  y,
                  y))
          .raw(text(72, y + 4, "end", "label", chart.unit().format(most * i / 2)));
    }
    return svg.raw("<path class=\"line\" d=\"" + path + "\"/>\n")
        .raw(text(80, LINE_HEIGHT + 18, "start", "label", day(first)))
        .raw(text(WIDTH - 10, LINE_HEIGHT + 18, "end", "label", day(last)))
        .raw("</svg>\n")
        .toString();
  }

  private static String day(double seconds) {
    return Instant.ofEpochSecond((long) seconds)
        .truncatedTo(ChronoUnit.MINUTES)
        .toString()
        .replace("T", " ")
        .replace(":00Z", " UTC");
  }

  private static Markup open(Chart chart, int height) {
    return new Markup()
        .raw(
            "<svg viewBox=\"0 0 "
                + WIDTH
                + " "
                + height
                + "\" role=\"img\" aria-label=\""
                + Markup.escaped(chart.title())
                + "\">\n");
  }

  private static String title(Point point, Chart chart) {
    return "<g><title>"
        + Markup.escaped(point.label() + ": " + chart.unit().format(point.value()))
        + "</title>";
  }

  private static String rectangle(double x, double y, double width, double height, String style) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\"/>",
        style,
        x,
        y,
        width,
        height);
  }

  private static String text(double x, double y, String anchor, String style, String text) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        style,
        x,
        y,
        anchor,
        Markup.escaped(text));
  }

  private static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
