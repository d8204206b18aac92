package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something to draw.
 *
 * @param points in order; of a line, x grows
 */
public record Chart(String title, Kind kind, Unit unit, List<Point> points) {
  /** How the points are drawn. */
  public enum Kind {
    /** A bar a point, with its label. */
    BARS,
    /** Shares of one bar. */
    SHARES,
    /** A line over time: x in seconds since 1970. */
    LINE
  }

  /**
   * One value.
   *
   * @param label what it is the value of; empty on a line
   */
  public record Point(String label, double x, double value) {
    public Point {
      requireNonNull(label, "label is null");
    }

    public static Point of(String label, double value) {
      return new Point(label, 0, value);
    }
  }

  public Chart {
    requireNonNull(title, "title is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(unit, "unit is null");
    points = List.copyOf(points);
  }
}
