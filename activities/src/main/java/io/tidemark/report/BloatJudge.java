package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.bloat.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What to do about each table that was looked at. */
final class BloatJudge {
  private static final int SHOWN = 20;
  private static final long LARGE = 100L << 20;

  /** Transactions that a snapshot may be behind before it counts as the reason for dead rows. */
  private static final double OLD_HORIZON = 100_000;

  private final Row horizon;
  private final boolean canMeasure;
  private final long least;

  /**
   * @param horizon who holds the oldest snapshot; an empty row when nobody does
   * @param least bytes below which an unknown table is not mentioned
   */
  BloatJudge(Row horizon, boolean canMeasure, long least) {
    this.horizon = horizon;
    this.canMeasure = canMeasure;
    this.least = least;
  }

  List<Finding> judge(List<Row> tables) {
    List<Finding> findings = new ArrayList<>();
    for (Row table : tables) {
      if (findings.size() >= SHOWN) {
        break;
      }
      String verdict = table.text("verdict");
      if (verdict.equals(Verdict.VACUUM.word()) || isOverdue(table)) {
        findings.add(vacuum(table));
      } else if (verdict.equals(Verdict.REWRITE.word())) {
        findings.add(rewrite(table));
      } else if (verdict.equals(Verdict.DROPPED_COLUMNS.word())) {
        findings.add(droppedColumns(table));
      } else if (verdict.equals(Verdict.UNKNOWN.word()) && table.count("bytes") >= least) {
        findings.add(unknown(table));
      }
      if (!table.flag("autovacuum")) {
        findings.add(autovacuumOff(table));
      }
    }
    return findings;
  }

  /** Autovacuum should have come by. */
  private static boolean isOverdue(Row table) {
    return table.number("dead") > 1.5 * table.number("trigger_point")
        && table.number("dead_percent") >= 20;
  }

  private Finding vacuum(Row table) {
    String holder =
        horizon.number("xmin_age") >= OLD_HORIZON
            ? "; "
                + horizon.text("holder")
                + " "
                + horizon.text("name")
                + " holds a snapshot "
                + Unit.COUNT.format(horizon.get("xmin_age"))
                + " transactions old: end that first, or VACUUM cannot remove them"
            : "";
    return Finding.of(
            Severity.WARNING,
            "bloat.dead-rows",
            name(table),
            "Dead rows wait for a vacuum",
            Unit.COUNT.format(table.get("dead"))
                + " of them, "
                + Unit.PERCENT.format(table.get("dead_percent"))
                + "; autovacuum comes at "
                + Unit.COUNT.format(table.get("trigger_point")),
            (right(table) + holder).strip())
        .with(
            Remedy.of(
                "VACUUM (ANALYZE) " + name(table) + ";",
                "blocks no reads and writes; reads the table; room is reused, not given back"));
  }

  private Finding rewrite(Row table) {
    double waste = table.number("waste");
    double bytes = table.number("bytes") * waste / 100;
    return Finding.of(
            bytes >= LARGE && waste >= 50 ? Severity.WARNING : Severity.INFO,
            "bloat.table",
            name(table),
            "Much of the table is empty",
            Unit.PERCENT.format(waste)
                + " of "
                + Unit.BYTES.format(table.get("bytes"))
                + " by pgstattuple_approx",
            ("New rows will use the room. Rewrite only if they will not come. "
                    + right(table)
                    + dropped(table))
                .strip())
        .with(
            Remedy.of(
                "VACUUM (FULL, ANALYZE) " + name(table) + ";",
                "ACCESS EXCLUSIVE: nobody reads or writes meanwhile; disk for a second copy of the"
                    + " table and its indexes. pg_repack does the same without the lock."));
  }

  private static Finding droppedColumns(Row table) {
    return Finding.of(
        Severity.INFO,
        "bloat.dropped-columns",
        name(table),
        "Old rows still carry dropped columns",
        table.count("dropped") + " dropped columns, which pgstattuple counts as live",
        "How much a rewrite would free cannot be measured; each UPDATE of a row frees its share.");
  }

  private Finding unknown(Row table) {
    boolean estimated = table.has("estimate");
    Finding finding =
        Finding.of(
            Severity.UNKNOWN,
            "bloat.table",
            name(table),
            "How much of the table is waste is not known",
            estimated
                ? "estimated at "
                    + Unit.PERCENT.format(table.get("estimate"))
                    + " of "
                    + Unit.BYTES.format(table.get("bytes"))
                    + ", not measured"
                : Unit.BYTES.format(table.get("bytes")) + "; " + table.text("withheld"),
            canMeasure ? "" : "pgstattuple would tell: it looks instead of guessing.");
    if (!canMeasure) {
      return finding.with(
          new Remedy("CREATE EXTENSION pgstattuple;", "no lock", "DROP EXTENSION pgstattuple;"));
    }
    return finding.with(
        Remedy.of("VACUUM (ANALYZE) " + name(table) + ";", "blocks no reads and writes"));
  }

  private static Finding autovacuumOff(Row table) {
    return Finding.of(
            Severity.WARNING,
            "bloat.autovacuum-off",
            name(table),
            "Autovacuum is switched off for this table",
            Unit.COUNT.format(table.get("dead")) + " dead rows",
            "")
        .with(
            new Remedy(
                "ALTER TABLE " + name(table) + " RESET (autovacuum_enabled);",
                "SHARE UPDATE EXCLUSIVE for a moment: no reads and writes wait",
                "ALTER TABLE " + name(table) + " SET (autovacuum_enabled = off);"));
  }

  /** VACUUM without the right to it warns, does nothing, and reports success. */
  private static String right(Row table) {
    return table.flag("may_vacuum")
        ? ""
        : "Run it as "
            + table.text("owner")
            + ": this role may not, and then VACUUM only warns, skips the table and succeeds.";
  }

  private static String dropped(Row table) {
    return table.count("dropped") == 0 ? "" : " Dropped columns would go as well.";
  }

  private static String name(Row table) {
    return Sql.qualified(table.text("schema"), table.text("table"));
  }
}
