package io.tidemark.report.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one run of the reports saw of counters that only grow.
 *
 * @param counters by name, of the database and of the server
 * @param statements by user, database, level and query id
 * @param indexes by qualified name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Capture(
    Instant takenAt,
    Map<String, Double> counters,
    Map<String, StatementCounters> statements,
    Map<String, IndexMeasure> indexes) {
  public Capture {
    counters = Collections.unmodifiableMap(new TreeMap<>(counters));
    statements = Collections.unmodifiableMap(new TreeMap<>(statements));
    indexes = Collections.unmodifiableMap(new TreeMap<>(indexes));
  }
}
