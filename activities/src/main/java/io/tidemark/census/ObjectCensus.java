package io.tidemark.census;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database holds, by counts; the wire form inside the sealed contents. Tidemark's own
 * bookkeeping schema is never counted.
 *
 * @param counts by kind of object, as in {@code "relation r"}, {@code "constraint f validated"}
 * @param extensions name and version
 * @param sequences by quoted name
 * @param rows row counts of the tables that pg_dump writes itself, by quoted name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectCensus(
    SortedMap<String, Long> counts,
    SortedMap<String, String> extensions,
    List<SequenceState> sequences,
    SortedMap<String, Long> rows) {
  public ObjectCensus {
    counts = sorted(counts);
    extensions = sorted(extensions);
    sequences = sequences == null ? List.of() : List.copyOf(sequences);
    rows = sorted(rows);
  }

  private static <V> SortedMap<String, V> sorted(SortedMap<String, V> map) {
    return Collections.unmodifiableSortedMap(map == null ? new TreeMap<>() : new TreeMap<>(map));
  }
}
