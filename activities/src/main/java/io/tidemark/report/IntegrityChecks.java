package io.tidemark.report;

import io.tidemark.postgres.Sql;
import io.tidemark.report.capture.Captures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Damage, sorting orders that changed, checkpoints on demand, and what waits to be noticed. */
final class IntegrityChecks {
  private static final double MANY_REQUESTED = 0.3;

  /** What each kind of odd thing means, and how much. */
  private record Oddity(Severity severity, String title, String advice) {}

  private static final Map<String, Oddity> ODDITIES =
      Map.of(
          "pending-restart",
              new Oddity(
                  Severity.INFO,
                  "A setting waits for a restart",
                  "It has been changed in a file, and does not hold yet."),
          "not-valid",
              new Oddity(
                  Severity.INFO,
                  "A constraint was never validated",
                  "ALTER TABLE … VALIDATE CONSTRAINT checks the old rows without blocking writes."),
          "trigger-disabled",
              new Oddity(
                  Severity.INFO,
                  "A trigger is disabled",
                  "Somebody may have forgotten to enable it after a bulk load."),
          "unlogged",
              new Oddity(
                  Severity.INFO,
                  "A table is unlogged",
                  "ALTER TABLE … SET LOGGED if its rows matter."),
          "prepared",
              new Oddity(
                  Severity.WARNING,
                  "A prepared transaction has been left for more than an hour",
                  "COMMIT PREPARED or ROLLBACK PREPARED it, after asking its transaction"
                      + " manager."));

  void look(ReportSession session, Captures captures, Section.Builder section) throws SQLException {
    checksums(session, section);
    collations(session, section);
    checkpoints(session, captures, section);
    Map<String, List<Row>> odd = new TreeMap<>();
    for (Row row : session.file("health-odds")) {
      odd.computeIfAbsent(row.text("kind"), kind -> new ArrayList<>()).add(row);
    }
    for (List<Row> rows : odd.values()) {
      rows.stream().limit(10).forEach(row -> section.finding(oddity(row)));
    }
  }

  private static Finding oddity(Row row) {
    Oddity known = Objects.requireNonNull(ODDITIES.get(row.text("kind")), "kinds are ours");
    return Finding.of(
        known.severity(),
        "health." + row.text("kind"),
        row.text("subject"),
        known.title(),
        row.text("detail"),
        known.advice());
  }

  private static void checksums(ReportSession session, Section.Builder section)
      throws SQLException {
    List<Row> databases = session.file("health-checksums");
    if (databases.stream().noneMatch(row -> row.flag("enabled"))) {
      section.finding(
          Finding.of(
                  Severity.INFO,
                  "health.checksums-off",
                  "server",
                  "Damaged pages would go unnoticed: data checksums are off",
                  "",
                  "")
              .with(
                  new Remedy(
                      "pg_checksums --enable -D <data folder>",
                      "the server must be stopped; every page is written once",
                      "pg_checksums --disable -D <data folder>")));
    }
    for (Row row : databases) {
      if (row.number("failures") > 0) {
        section.finding(
            Finding.of(
                Severity.CRITICAL,
                "health.checksum-failures",
                row.text("database"),
                "Pages are damaged",
                row.count("failures")
                    + " checksum failures, the last at "
                    + row.text("last_failure"),
                "Find the relation in the server's log, look at disk and memory, and restore it"
                    + " from a backup: tidemark restore --into brings one back beside the live"
                    + " database."));
      }
    }
  }

  private static void collations(ReportSession session, Section.Builder section)
      throws SQLException {
    if (!session.has("pg_database", "datcollversion")) {
      return;
    }
    for (Row row : session.file("health-collations")) {
      section.finding(
          Finding.of(
                  Severity.CRITICAL,
                  "health.collation",
                  row.text("kind") + " " + row.text("name"),
                  "Texts sort otherwise than when indexes were built",
                  "recorded version " + row.text("recorded") + ", now " + row.text("actual"),
                  "Rebuild the indexes on texts first; only then may the version be refreshed.")
              .with(
                  Remedy.of(
                      "REINDEX DATABASE CONCURRENTLY;\n"
                          + (row.text("kind").equals("database")
                              ? "ALTER DATABASE " + Sql.identifier(row.text("name"))
                              : "ALTER COLLATION " + row.text("name"))
                          + " REFRESH VERSION;",
                      "disk for the largest index; blocks no writes")));
    }
  }

  private static void checkpoints(ReportSession session, Captures captures, Section.Builder section)
      throws SQLException {
    boolean own = !session.columns("pg_catalog", "pg_stat_checkpointer").isEmpty();
    Row row =
        session.one(
            SqlFile.read("health-checkpoints")
                .formatted(
                    own ? "num_timed" : "checkpoints_timed",
                    own ? "num_requested" : "checkpoints_req",
                    own ? "pg_stat_checkpointer" : "pg_stat_bgwriter"));
    OptionalDouble timed = captures.counter("checkpoints.timed", row.number("timed"));
    OptionalDouble requested = captures.counter("checkpoints.requested", row.number("requested"));
    double wanted = requested.orElse(row.number("requested"));
    double all = wanted + timed.orElse(row.number("timed"));
    section.figure(
        "requestedCheckpoints",
        "Checkpoints on demand",
        Unit.PERCENT,
        all == 0 ? null : 100 * wanted / all);
    if (all >= 10 && wanted / all >= MANY_REQUESTED) {
      section.finding(
          Finding.of(
              Severity.WARNING,
              "health.checkpoints",
              "max_wal_size",
              "Checkpoints come early because max_wal_size is reached",
              Unit.COUNT.format(wanted) + " of " + Unit.COUNT.format(all) + " were asked for",
              "Raise max_wal_size (a reload is enough); CHECKPOINT and backups ask for some as"
                  + " well."));
    }
  }
}
