package io.tidemark.load;

import java.util.Map;

/**
 * The order in which the post-data section is built: what needs no other entry first and in
 * parallel, what fires or forbids last.
 */
enum Phase {
  /** Indexes and the constraints that are indexes; in parallel. */
  INDEXES(true),
  /** Partitioned indexes, rules, statistics, postponed views: in the archive's order. */
  DEFINITIONS(false),
  /** Validated with the planner's statistics at hand; in parallel where they share no table. */
  FOREIGN_KEYS(true),
  /** Triggers, policies, rights, comments: in the archive's order. */
  GUARDS(false),
  /** Materialized views are filled, in the order of what they read. */
  REFRESH(false),
  /** They may forbid anything, so they come when there is nothing left to do. */
  EVENT_TRIGGERS(false);

  private static final Map<String, Phase> BY_KIND =
      Map.ofEntries(
          Map.entry("INDEX", INDEXES),
          Map.entry("CONSTRAINT", INDEXES),
          Map.entry("FK CONSTRAINT", FOREIGN_KEYS),
          Map.entry("TRIGGER", GUARDS),
          Map.entry("POLICY", GUARDS),
          Map.entry("ROW SECURITY", GUARDS),
          Map.entry("PUBLICATION", GUARDS),
          Map.entry("PUBLICATION TABLE", GUARDS),
          Map.entry("PUBLICATION TABLES IN SCHEMA", GUARDS),
          Map.entry("DEFAULT ACL", GUARDS),
          Map.entry("ACL", GUARDS),
          Map.entry("COMMENT", GUARDS),
          Map.entry("SECURITY LABEL", GUARDS),
          Map.entry("MATERIALIZED VIEW DATA", REFRESH),
          Map.entry("EVENT TRIGGER", EVENT_TRIGGERS));

  private final boolean parallel;

  Phase(boolean parallel) {
    this.parallel = parallel;
  }

  /** Whether entries may be built side by side. */
  boolean parallel() {
    return parallel;
  }

  /** The phase of a kind of entry; what pg_dump may invent later is a definition. */
  static Phase of(String kind) {
    return BY_KIND.getOrDefault(kind, DEFINITIONS);
  }
}
