package io.tidemark.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What the reports found in one database at one time.
 *
 * @param where host, port and database, without secrets
 * @param server PostgreSQL's version
 */
public record DatabaseReport(
    String database, String where, String server, Instant takenAt, List<Section> sections) {
  public DatabaseReport {
    requireNonNull(database, "database is null");
    requireNonNull(where, "where is null");
    requireNonNull(server, "server is null");
    requireNonNull(takenAt, "takenAt is null");
    sections = List.copyOf(sections);
  }

  public Severity severity() {
    return Severity.worst(sections.stream().map(Section::severity).toList());
  }

  /** All findings, worst first. */
  public List<Finding> findings() {
    return sections.stream()
        .flatMap(section -> section.findings().stream())
        .sorted((one, other) -> other.severity().compareTo(one.severity()))
        .toList();
  }
}
