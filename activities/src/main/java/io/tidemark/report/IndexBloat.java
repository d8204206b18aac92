package io.tidemark.report;

import io.tidemark.postgres.PostgresException;
import io.tidemark.postgres.Sql;
import io.tidemark.report.capture.Captures;
import io.tidemark.report.capture.IndexMeasure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds indexes full of holes by their bytes an entry against the best seen since they were built,
 * and by pgstatindex. Estimates from column widths are no use here since entries are deduplicated.
 */
final class IndexBloat {
  private static final int LOOKS = 5;
  private static final double WIDER = 1.5;
  private static final double WORTH_IT = 30;

  /** pgstatindex reads all of an index. */
  private static final long LARGEST_READ = 1L << 30;

  private final BloatReport.Reach reach;

  IndexBloat(BloatReport.Reach reach) {
    this.reach = reach;
  }

  List<Finding> look(
      ReportSession session,
      Captures captures,
      Section.Builder section,
      Optional<String> pgstattuple)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    int looks = 0;
    for (Row index : session.file("bloat-indexes")) {
      String name = Sql.qualified(index.text("schema"), index.text("index"));
      double width = index.number("bytes") / index.number("tuples");
      IndexMeasure best = captures.index(name, new IndexMeasure(index.count("file"), width));
      double wider = width / best.bytesPerTuple();
      Optional<Double> waste = Optional.empty();
      if (pgstattuple.isPresent()
          && looks < LOOKS
          && index.text("method").equals("btree")
          && index.count("bytes") >= reach.leastIndexBytes()
          && index.count("bytes") <= LARGEST_READ) {
        looks++;
        waste = measure(session, pgstattuple.get(), index);
      }
      if (waste.isPresent() || wider >= WIDER) {
        rows.add(
            index
                .with("bytes_a_tuple", width)
                .with("best", best.bytesPerTuple())
                .with("waste", waste.orElse(null)));
        finding(index, name, wider, waste).ifPresent(findings::add);
      }
    }
    section.table(
        "indexes",
        "Indexes",
        List.of(
            Column.text("schema", "Schema"),
            Column.text("table", "Table"),
            Column.text("index", "Index"),
            Column.text("method", "Method"),
            Column.bytes("bytes", "Size"),
            new Column("bytes_a_tuple", "Bytes an entry", Unit.NUMBER),
            new Column("best", "Best since built", Unit.NUMBER),
            Column.percent("waste", "Measured waste")),
        rows);
    return findings;
  }

  private Optional<Finding> finding(Row index, String name, double wider, Optional<Double> waste) {
    boolean suspected = wider >= WIDER && index.count("bytes") >= reach.leastIndexBytes();
    boolean confirmed = waste.filter(percent -> percent >= WORTH_IT).isPresent();
    if (!confirmed && (waste.isPresent() || !suspected)) {
      return Optional.empty();
    }
    String evidence =
        waste
            .map(percent -> Unit.PERCENT.format(percent) + " of it is empty by pgstatindex")
            .orElseGet(
                () ->
                    "entries take "
                        + Unit.NUMBER.format(wider)
                        + " times the room they took when it was fresh; wider keys do that too");
    return Optional.of(
        Finding.of(
                confirmed ? Severity.WARNING : Severity.INFO,
                "bloat.index",
                name,
                "An index is full of holes",
                evidence + ", " + Unit.BYTES.format(index.get("bytes")),
                "")
            .with(
                Remedy.of(
                    "REINDEX INDEX CONCURRENTLY " + name + ";",
                    "as much disk as the new index; waits for running transactions, blocks no"
                        + " writes; if it fails, drop the index that ends in _ccnew")));
  }

  private static Optional<Double> measure(ReportSession session, String schema, Row index)
      throws SQLException {
    try {
      Row seen =
          session.one(
              "SELECT avg_leaf_density AS density, leaf_pages AS leaves, empty_pages AS empty,"
                  + " deleted_pages AS deleted FROM "
                  + Sql.identifier(schema)
                  + ".pgstatindex(?::bigint::oid::regclass)",
              index.count("oid"));
      double leaves = seen.number("leaves");
      double pages = leaves + seen.number("empty") + seen.number("deleted");
      if (pages == 0) {
        return Optional.empty();
      }
      double full = Math.min(1, seen.number("density") / index.number("fillfactor"));
      return Optional.of(100 * (1 - leaves * full / pages));
    } catch (PostgresException e) {
      return switch (e.kind()) {
        case CANCELLED, BUSY, NOT_FOUND, ACCESS_DENIED -> Optional.empty();
        default -> throw e;
      };
    }
  }
}
