package io.tidemark.pipeline;

import java.util.Locale;

/** The steps of a part's single pass, in their order. */
public enum Step {
  /** Reads the rows, or what a PostgreSQL program writes. */
  DUMP,
  /** Makes it smaller. */
  COMPRESS,
  /** Makes it unreadable without the key. */
  ENCRYPT,
  /** Computes the digest of what is stored. */
  CHECKSUM,
  /** Writes it to the store and publishes it. */
  UPLOAD;

  /** Lower case, as in results, messages and metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
