package io.tidemark.report;

import io.tidemark.postgres.Sql;
import java.sql.SQLException;
import java.util.List;

/** Sequences near the end of themselves or of the column they feed. */
final class SequenceCheck {
  private static final double HIGH = 75;
  private static final double VERY_HIGH = 90;

  void look(ReportSession session, Section.Builder section) throws SQLException {
    List<Row> sequences = session.file("health-sequences");
    section.table(
        "sequences",
        "Fullest sequences",
        List.of(
            Column.text("schema", "Schema"),
            Column.text("sequence", "Sequence"),
            Column.text("table", "Feeds"),
            Column.text("column", "Column"),
            Column.text("type", "Type"),
            Column.count("value", "Now"),
            Column.count("last", "End"),
            Column.percent("used", "Used")),
        sequences.stream().filter(row -> row.has("used")).limit(20).toList());
    for (Row row : sequences) {
      if (row.number("used") >= HIGH) {
        section.finding(full(row));
      }
    }
    List<Row> hidden = sequences.stream().filter(row -> !row.flag("readable")).toList();
    if (!hidden.isEmpty()) {
      section.finding(
          Finding.unknown(
                  "health.sequences",
                  "sequences",
                  "How full "
                      + hidden.size()
                      + " of "
                      + sequences.size()
                      + " sequences are cannot be seen",
                  "pg_monitor does not include them.")
              .with(
                  Remedy.of(
                      "GRANT USAGE ON ALL SEQUENCES IN SCHEMA "
                          + Sql.identifier(hidden.get(0).text("schema"))
                          + " TO <this role>;",
                      "lets it advance sequences as well; grant SELECT instead if that is too"
                          + " much")));
    }
  }

  private static Finding full(Row row) {
    boolean column = row.text("type").matches("integer|smallint");
    String feeds =
        row.text("table").isEmpty()
            ? ""
            : ", feeds " + row.text("table") + "." + row.text("column");
    return Finding.of(
        row.number("used") >= VERY_HIGH ? Severity.CRITICAL : Severity.WARNING,
        "health.sequence",
        Sql.qualified(row.text("schema"), row.text("sequence")),
        "A sequence comes to its end",
        Unit.PERCENT.format(row.get("used"))
            + " used, "
            + Unit.COUNT.format(row.get("value"))
            + " of "
            + Unit.COUNT.format(row.get("last"))
            + feeds,
        column
            ? "Plan to make the column bigint, and every column that refers to it."
            : "Raise its MAXVALUE, or use a larger type.");
  }
}
