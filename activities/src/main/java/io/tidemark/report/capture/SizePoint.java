package io.tidemark.report.capture;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sizes at one time, bytes.
 *
 * @param relations the largest tables of one database with all that belongs to them
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record SizePoint(Instant at, Map<String, Long> databases, Map<String, Long> relations) {
  public SizePoint {
    databases = Collections.unmodifiableMap(new TreeMap<>(databases));
    relations = Collections.unmodifiableMap(new TreeMap<>(relations));
  }
}
