package io.tidemark.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL's releases as they were when this was written: minor versions may be newer by now, and
 * the ends of life are the project's own plan (postgresql.org/support/versioning).
 */
final class Releases {
  /** One major version. */
  record Release(int major, int minor, LocalDate endOfLife) {}

  private static final List<Release> KNOWN =
      List.of(
          new Release(14, 24, LocalDate.of(2026, 11, 12)),
          new Release(15, 18, LocalDate.of(2027, 11, 11)),
          new Release(16, 15, LocalDate.of(2028, 11, 9)),
          new Release(17, 10, LocalDate.of(2029, 11, 8)),
          new Release(18, 6, LocalDate.of(2030, 11, 14)));

  private Releases() {}

  static Optional<Release> of(int major) {
    return KNOWN.stream().filter(release -> release.major() == major).findFirst();
  }
}
