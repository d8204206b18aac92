package io.tidemark.api.backup;

import java.util.Locale;

/** The kinds of parts; a part is one byte stream and one object. */
public enum PartKind {
  /** Roles and tablespaces by pg_dumpall; not of the snapshot. */
  GLOBALS,
  /** Definitions by pg_dump: pre-data and post-data. */
  SCHEMA,
  /** What pg_dump must write itself: large objects, sequences, extension configuration. */
  DATA,
  /** Rows of tables, or of a slice of a table. */
  ROWS;

  /** Lower case, as in object keys and summaries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
