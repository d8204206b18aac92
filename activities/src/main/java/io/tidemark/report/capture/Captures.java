package io.tidemark.report.capture;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** What one report saw before, and writes down now. Not safe for concurrent use. */
public final class Captures {
  private final Optional<Capture> last;
  private final List<SizePoint> earlierSizes;
  private final Map<String, Double> counters = new TreeMap<>();
  private final Map<String, StatementCounters> statements = new TreeMap<>();
  private final Map<String, IndexMeasure> indexes = new TreeMap<>();
  private final Map<String, Long> databases = new TreeMap<>();
  private final Map<String, Long> relations = new TreeMap<>();

  Captures(Optional<Capture> last, List<SizePoint> earlierSizes) {
    this.last = last;
    this.earlierSizes = List.copyOf(earlierSizes);
  }

  /** The run before this one. */
  public Optional<Capture> last() {
    return last;
  }

  /** How long ago the run before was, when there was one. */
  public Optional<Duration> window(Instant now) {
    return last().map(capture -> Duration.between(capture.takenAt(), now));
  }

  /**
   * Writes a counter down.
   *
   * @return what was added since the run before; empty when there was none, or when counting began
   *     anew
   */
  public OptionalDouble counter(String name, double value) {
    counters.put(name, value);
    return last()
        .map(Capture::counters)
        .map(earlier -> earlier.get(name))
        .filter(earlier -> earlier <= value)
        .map(earlier -> OptionalDouble.of(value - earlier))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Writes a statement's counters down.
   *
   * @return what was added since the run before; everything when there was none
   */
  public StatementCounters statement(String key, StatementCounters now) {
    statements.put(key, now);
    return earlier(key).map(now::minus).orElse(now);
  }

  /** A statement's counters in the run before. */
  public Optional<StatementCounters> earlier(String key) {
    return last().map(capture -> capture.statements().get(key));
  }

  /** Writes an index down, and returns the best packing seen since it was built. */
  public IndexMeasure index(String name, IndexMeasure now) {
    IndexMeasure best =
        last().map(capture -> capture.indexes().get(name)).map(now::best).orElse(now);
    indexes.put(name, best);
    return best;
  }

  public void database(String name, long bytes) {
    databases.put(name, bytes);
  }

  public void relation(String name, long bytes) {
    relations.put(name, bytes);
  }

  /** Sizes of earlier runs and, last, of this one as far as it has come. */
  public List<SizePoint> sizes(Instant now) {
    List<SizePoint> all = new ArrayList<>(earlierSizes);
    all.add(new SizePoint(now, databases, relations));
    return all;
  }

  Capture capture(Instant now) {
    return new Capture(now, counters, statements, indexes);
  }

  Optional<SizePoint> size(Instant now) {
    return databases.isEmpty()
        ? Optional.empty()
        : Optional.of(new SizePoint(now, databases, relations));
  }
}
