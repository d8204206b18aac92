package io.tidemark.report;

import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import io.tidemark.report.bloat.Estimate;
import io.tidemark.report.bloat.Measured;
import io.tidemark.report.bloat.TableShape;
import io.tidemark.report.bloat.TableShape.ColumnShape;
import io.tidemark.report.bloat.Verdict;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Dead rows, vacuum, and waste: an estimate chooses the tables, pgstattuple_approx looks at them,
 * and only what it saw is advice.
 */
final class BloatReport implements Report {
  /**
   * How far it goes.
   *
   * @param leastBytes waste, certain or possible, below which nobody minds
   * @param looks tables to measure in one run, at most
   * @param leastIndexBytes indexes smaller than this are not measured
   * @param readBytes pages not known to be all visible that one measurement may read, bytes
   */
  record Reach(long leastBytes, int looks, long leastIndexBytes, long readBytes) {
    static final Reach USUAL = new Reach(10L << 20, 10, 50L << 20, 256L << 20);
  }

  private final Reach reach;

  BloatReport(Reach reach) {
    this.reach = reach;
  }

  @Override
  public ReportName name() {
    return ReportName.BLOAT;
  }

  @Override
  public Section take(ReportSession session, Captures captures) throws SQLException {
    List<Row> raw = session.file("bloat");
    Optional<String> pgstattuple = session.extension("pgstattuple");
    List<Row> judged = measured(session, raw, pgstattuple);
    Row horizon = horizon(session);
    double dead = raw.stream().mapToDouble(row -> row.number("dead")).sum();
    double live = raw.stream().mapToDouble(row -> row.number("live")).sum();
    Section.Builder section =
        new Section.Builder(name())
            .figure("tables", "Tables", Unit.COUNT, raw.size())
            .figure("dead", "Dead rows", Unit.COUNT, dead)
            .figure("live", "Live rows", Unit.COUNT, live)
            .figure(
                "deadPercent",
                "Dead",
                Unit.PERCENT,
                live + dead == 0 ? 0 : 100 * dead / (live + dead))
            .figure(
                "measured",
                "Measured",
                Unit.COUNT,
                judged.stream().filter(r -> r.has("waste")).count())
            .table("tables", "Tables", TABLES, judged.subList(0, Math.min(50, judged.size())));
    BloatJudge judge = new BloatJudge(horizon, pgstattuple.isPresent(), reach.leastBytes());
    section.findings(judge.judge(judged));
    section.findings(new IndexBloat(reach).look(session, captures, section, pgstattuple));
    return section.build();
  }

  private static final List<Column> TABLES =
      List.of(
          Column.text("schema", "Schema"),
          Column.text("table", "Table"),
          Column.bytes("bytes", "Size"),
          Column.count("live", "Live"),
          Column.count("dead", "Dead"),
          Column.percent("dead_percent", "Dead"),
          Column.percent("estimate", "Estimate"),
          Column.percent("waste", "Measured waste"),
          Column.text("verdict", "Needs"),
          Column.time("last_vacuum", "Vacuumed"),
          Column.time("last_analyze", "Analyzed"));

  private List<Row> measured(ReportSession session, List<Row> raw, Optional<String> schema)
      throws SQLException {
    List<Row> ranked = new ArrayList<>(raw.stream().map(BloatReport::estimated).toList());
    ranked.sort(Comparator.comparingDouble(BloatReport::possibleWaste).reversed());
    List<Row> judged = new ArrayList<>();
    int looks = 0;
    for (Row table : ranked) {
      boolean worthIt =
          schema.isPresent()
              && looks < reach.looks()
              && possibleWaste(table) >= reach.leastBytes()
              && unseenBytes(table) <= reach.readBytes()
              && !table.flag("busy");
      Optional<Measured> seen = Optional.empty();
      if (worthIt) {
        looks++;
        seen = measure(session, schema.get(), table.count("oid"));
      }
      judged.add(judged(table, seen));
    }
    return judged;
  }

  private static Row estimated(Row row) {
    Estimate estimate = Estimate.of(shape(row));
    double all = row.number("live") + row.number("dead");
    return row.with(
            "estimate", estimate.percent().isPresent() ? estimate.percent().getAsDouble() : null)
        .with("withheld", estimate.withheld())
        .with("dead_percent", all == 0 ? 0.0 : 100 * row.number("dead") / all);
  }

  private static Row judged(Row row, Optional<Measured> seen) {
    int fillfactor = (int) row.count("fillfactor");
    Estimate estimate = Estimate.of(shape(row));
    Verdict verdict = Verdict.of(estimate, seen, fillfactor, row.count("dropped"));
    return row.with("dead_measured", seen.map(Measured::dead).orElse(null))
        .with("waste", seen.map(measured -> measured.waste(fillfactor)).orElse(null))
        .with("scanned", seen.map(Measured::scanned).orElse(null))
        .with("verdict", verdict.word());
  }

  /** Bytes that may be waste: all of the table when nothing is known of it. */
  private static double possibleWaste(Row row) {
    double share = row.has("estimate") ? row.number("estimate") : 100;
    // Dropped columns stay in rows, where the estimate takes them for waste and pgstattuple not.
    double dead = row.number("dead_percent");
    return row.number("bytes") * Math.max(share, dead) / 100;
  }

  private static double unseenBytes(Row row) {
    return Math.max(0, row.number("pages") - row.number("all_visible")) * row.number("block");
  }

  private static TableShape shape(Row row) {
    List<ColumnShape> columns = new ArrayList<>();
    if (row.get("aligns") instanceof List<?> aligns
        && row.get("lengths") instanceof List<?> lengths
        && row.get("varying") instanceof List<?> varying
        && row.get("nulls") instanceof List<?> nulls) {
      for (int i = 0; i < aligns.size(); i++) {
        columns.add(
            new ColumnShape(
                ((Number) aligns.get(i)).intValue(),
                ((Number) lengths.get(i)).doubleValue(),
                (Boolean) varying.get(i),
                ((Number) nulls.get(i)).doubleValue()));
      }
    }
    return new TableShape(
        row.count("pages"),
        row.number("tuples"),
        (int) row.count("fillfactor"),
        row.count("block"),
        row.number("modified"),
        row.has("last_analyze"),
        row.count("without_statistics"),
        row.count("names"),
        columns);
  }

  /** Reads only pages that vacuum does not know to be all visible. */
  private static Optional<Measured> measure(ReportSession session, String schema, long oid)
      throws SQLException {
    try {
      Row row =
          session.one(
              "SELECT dead_tuple_percent AS dead, approx_free_percent AS free,"
                  + " approx_tuple_percent AS live, scanned_percent AS scanned FROM "
                  + Sql.identifier(schema)
                  + ".pgstattuple_approx(?::bigint::oid::regclass)",
              oid);
      return Optional.of(
          new Measured(
              row.number("dead"), row.number("free"), row.number("live"), row.number("scanned")));
    } catch (PostgresException e) {
      return switch (e.kind()) {
        // Too slow, locked, gone or not ours to look at: then it stays unknown.
        case CANCELLED, BUSY, NOT_FOUND, ACCESS_DENIED -> Optional.empty();
        default -> throw e;
      };
    }
  }

  private static Row horizon(ReportSession session) throws SQLException {
    List<Row> holders = session.file("health-xmin");
    return holders.isEmpty() ? new Row(new LinkedHashMap<>()) : holders.get(0);
  }
}
