package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Identities of backups and restores: {@code 20261123T181500Z-7f3a2c}, sorting by time. */
final class Identity {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Identity() {}

  /** A new one, from the workflow's clock and randomness, so that a replay makes the same. */
  static String next() {
    String stamp = STAMP.format(Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    return String.format(Locale.ROOT, "%s-%06x", stamp, Workflow.newRandom().nextInt(1 << 24));
  }
}
