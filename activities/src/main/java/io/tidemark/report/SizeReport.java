package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.Chart.Point;
import io.tidemark.report.capture.Captures;
import io.tidemark.report.capture.Growth;
import io.tidemark.report.capture.SizePoint;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How large everything is, how fast it grows, and when the disk will be full. */
final class SizeReport implements Report {
  private static final double SOON = 30;
  private static final double VERY_SOON = 7;

  private final OptionalLong capacity;

  /**
   * @param capacity of the server's disk in bytes, which PostgreSQL cannot tell
   */
  SizeReport(OptionalLong capacity) {
    this.capacity = capacity;
  }

  @Override
  public ReportName name() {
    return ReportName.SIZE;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    List<Row> databases = session.file("size-databases");
    List<Row> tables = session.file("size-tables");
    for (Row row : databases) {
      if (row.has("bytes")) {
        captures.database(row.text("database"), row.count("bytes"));
      }
    }
    tables.forEach(row -> captures.relation(name(row), row.count("total")));
    List<SizePoint> points = captures.sizes(session.now());
    List<Row> grown = growth(databases, tables, points);
    long all = databases.stream().mapToLong(row -> row.count("bytes")).sum();
    OptionalDouble perDay = perDay(points, SizeReport::together);
    Row here = databases.stream().filter(row -> row.flag("here")).findFirst().orElseThrow();
    Section.Builder section =
        new Section.Builder(name())
            .figure("bytes", here.text("database"), Unit.BYTES, here.get("bytes"))
            .figure("allBytes", "All databases", Unit.BYTES, all)
            .figure("growthPerDay", "Growth a day", Unit.BYTES, boxed(perDay))
            .figure("daysUntilFull", "Days until full", Unit.COUNT, boxed(days(all, perDay)))
            .table(
                "databases",
                "Databases",
                List.of(
                    Column.text("database", "Database"),
                    Column.bytes("bytes", "Size"),
                    Column.bytes("growth", "A day")),
                grown.subList(0, databases.size()))
            .table(
                "tables", "Largest tables", TABLES, grown.subList(databases.size(), grown.size()))
            .chart(
                "Largest tables",
                Chart.Kind.BARS,
                Unit.BYTES,
                tables.stream()
                    .limit(10)
                    .map(row -> Point.of(row.text("table"), row.number("total")))
                    .toList())
            .chart(
                "All databases over time",
                Chart.Kind.LINE,
                Unit.BYTES,
                points.stream()
                    .map(point -> new Point("", point.at().getEpochSecond(), together(point)))
                    .toList());
    forecast(all, perDay).forEachOrdered(section::finding);
    locked(tables, section);
    long hidden = databases.stream().filter(row -> !row.has("bytes")).count();
    if (hidden > 0) {
      section.finding(
          Finding.unknown(
              "size.hidden",
              "databases",
              hidden + " databases keep their size to themselves",
              "GRANT pg_monitor to this role."));
    }
    return section.build();
  }

  private static final List<Column> TABLES =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.count("rows", "Rows, about"),
          Column.bytes("heap", "Heap"),
          Column.bytes("indexes", "Indexes"),
          Column.bytes("other", "TOAST and maps"),
          Column.bytes("total", "Together"),
          Column.bytes("growth", "A day"));

  private Stream<Finding> forecast(long bytes, OptionalDouble perDay) {
    OptionalDouble days = days(bytes, perDay);
    if (days.isEmpty() || days.getAsDouble() > SOON) {
      return Stream.empty();
    }
    return Stream.of(
        Finding.of(
            days.getAsDouble() <= VERY_SOON ? Severity.CRITICAL : Severity.WARNING,
            "size.full",
            "server",
            "The disk will be full in " + Unit.COUNT.format(days.getAsDouble()) + " days",
            Unit.BYTES.format(bytes)
                + " of "
                + Unit.BYTES.format(capacity.orElse(0))
                + ", "
                + Unit.BYTES.format(perDay.orElse(0))
                + " more a day; WAL and temporary files come on top",
            "Give the server more room, or find what grows in the table above."));
  }

  private OptionalDouble days(long bytes, OptionalDouble perDay) {
    if (capacity.isEmpty() || perDay.isEmpty() || perDay.getAsDouble() <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, (capacity.getAsLong() - bytes) / perDay.getAsDouble()));
  }

  private static void locked(List<Row> tables, Section.Builder section) {
    for (Row row : tables) {
      if (row.flag("busy")) {
        section.finding(
            Finding.unknown(
                "size.locked",
                name(row),
                "The table was not asked for its size: somebody locks it exclusively",
                "Shown are the pages of its heap at the last vacuum. tidemark report locks says"
                    + " who it is."));
      }
    }
  }

  private static List<Row> growth(List<Row> databases, List<Row> tables, List<SizePoint> points) {
    List<Row> rows = new ArrayList<>();
    for (Row row : databases) {
      String name = row.text("database");
      rows.add(row.with("growth", boxed(perDay(points, point -> point.databases().get(name)))));
    }
    for (Row row : tables) {
      String name = name(row);
      rows.add(row.with("growth", boxed(perDay(points, point -> point.relations().get(name)))));
    }
    return rows;
  }

  private static OptionalDouble perDay(
      List<SizePoint> points, Function<SizePoint, @Nullable Long> size) {
    Map<Instant, Long> seen = new LinkedHashMap<>();
    for (SizePoint point : points) {
      Long bytes = size.apply(point);
      if (bytes != null) {
        seen.put(point.at(), bytes);
      }
    }
    return Growth.perDay(List.copyOf(seen.keySet()), List.copyOf(seen.values()));
  }

  private static Long together(SizePoint point) {
    return point.databases().values().stream().mapToLong(Long::longValue).sum();
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static String name(Row row) {
    return Sql.qualified(row.text("schema"), row.text("table"));
  }
}
