package io.tidemark.report;

import io.tidemark.postgres.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Servers and extensions behind what there is. */
final class VersionCheck {
  void look(ReportSession session, Section.Builder section) throws SQLException {
    Row row =
        session.one(
            """
            SELECT current_setting('server_version_num')::bigint AS number, version() AS version,
                   extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::float8 AS up
            """);
    long major = row.count("number") / 10_000;
    long minor = row.count("number") % 10_000;
    section
        .figure("version", "PostgreSQL", Unit.TEXT, major + "." + minor)
        .figure("up", "Up for", Unit.SECONDS, row.get("up"));
    Releases.of((int) major).ifPresent(release -> judge(session, section, release, minor));
    for (Row extension : session.file("health-extensions")) {
      section.finding(
          Finding.of(
                  Severity.INFO,
                  "health.extension",
                  extension.text("name"),
                  "An extension is older than the server's copy of it",
                  extension.text("installed") + ", available " + extension.text("available"),
                  "After pg_upgrade extensions keep their old version until they are told.")
              .with(
                  Remedy.of(
                      "ALTER EXTENSION " + Sql.identifier(extension.text("name")) + " UPDATE;",
                      "locks the extension's objects for a moment")));
    }
  }

  private static void judge(
      ReportSession session, Section.Builder section, Releases.Release release, long minor) {
    LocalDate today = LocalDate.ofInstant(session.now(), ZoneOffset.UTC);
    if (!today.isBefore(release.endOfLife())) {
      section.finding(
          Finding.of(
              Severity.WARNING,
              "health.end-of-life",
              "PostgreSQL " + release.major(),
              "This major version gets no more corrections",
              "since " + release.endOfLife(),
              "Upgrade to a supported major version."));
    } else if (today.plusMonths(6).isAfter(release.endOfLife())) {
      section.finding(
          Finding.of(
              Severity.INFO,
              "health.end-of-life",
              "PostgreSQL " + release.major(),
              "This major version gets corrections for less than half a year",
              "until " + release.endOfLife(),
              "Plan the upgrade."));
    }
    if (minor < release.minor()) {
      section.finding(
          Finding.of(
              Severity.WARNING,
              "health.minor-version",
              "PostgreSQL " + release.major() + "." + minor,
              "There are newer corrections for this server",
              release.major() + "." + release.minor() + " is out, or a later one",
              "A minor update needs new programs and a restart, nothing else."));
    }
  }
}
