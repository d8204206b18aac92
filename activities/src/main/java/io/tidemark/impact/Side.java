package io.tidemark.impact;

import io.tidemark.census.DatabaseProperties;
import java.util.SortedMap;

/**
 * One of the two databases, as it is now.
 *
 * @param tables by name
 * @param properties what belongs to it as a whole
 * @param extensions version by name
 * @param bytes size
 * @param sessions clients that are connected, ours aside
 */
record Side(
    SortedMap<String, TableFacts> tables,
    DatabaseProperties properties,
    SortedMap<String, String> extensions,
    long bytes,
    int sessions) {
  long rows() {
    return tables.values().stream().mapToLong(TableFacts::rows).sum();
  }

  long estimatedTables() {
    return tables.values().stream().filter(TableFacts::estimated).count();
  }
}
