package io.tidemark.worker.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.marks.VerificationRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the stores hold, as their listings say: facts that survive the worker. Safety backups count
 * for room, not as last good backup, since nobody asked for one.
 */
final class StoreMeters {
  private static final double MILLIS = 1e3;

  private final Clock clock;
  private final MultiGauge last;
  private final MultiGauge age;
  private final MultiGauge storedBytes;
  private final MultiGauge rawBytes;
  private final MultiGauge ratio;
  private final MultiGauge seconds;
  private final MultiGauge verified;
  private final MultiGauge damaged;
  private final MultiGauge backups;
  private final MultiGauge room;
  private final MultiGauge unreadable;
  private final MultiGauge listed;

  StoreMeters(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    last = gauge(registry, "backup.last.success.timestamp.seconds", "Instant of the newest backup");
    age = gauge(registry, "backup.age.seconds", "Age of what the newest backup shows");
    storedBytes = gauge(registry, "backup.stored.bytes", "Newest backup in the store");
    rawBytes = gauge(registry, "backup.raw.bytes", "Newest backup as dumped");
    ratio = gauge(registry, "backup.compression.ratio", "Dumped bytes for each stored byte");
    seconds = gauge(registry, "backup.duration.seconds", "From start to seal of the newest backup");
    verified =
        gauge(registry, "backup.verified.timestamp.seconds", "When the newest was found whole");
    damaged =
        gauge(registry, "backup.damaged", "1 when the newest was found damaged, 0 when whole");
    backups = gauge(registry, "store.backups", "Sealed backups");
    room = gauge(registry, "store.bytes", "Bytes of all sealed backups");
    unreadable = gauge(registry, "store.unreadable.manifests", "What lies in a manifest's place");
    listed = gauge(registry, "store.listed", "1 when the store could be listed, 0 when not");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder("tidemark." + name).description(description).register(registry);
  }

  /** Shows these instead of what was shown before. */
  void show(List<StoreFacts> stores) {
    listed.register(
        stores.stream().map(store -> row(store.tags(), store.listed() ? 1 : 0)).toList(), true);
    List<DatabaseFacts> databases =
        stores.stream().flatMap(store -> store.databases().stream()).toList();
    show(backups, databases, facts -> facts.backups());
    show(room, databases, facts -> facts.storedBytes());
    show(unreadable, databases, facts -> facts.unreadable());
    List<DatabaseFacts> backedUp =
        databases.stream().filter(facts -> facts.newest().isPresent()).toList();
    show(last, backedUp, facts -> newest(facts).createdAt().toEpochMilli() / MILLIS);
    show(storedBytes, backedUp, facts -> newest(facts).storedBytes());
    show(rawBytes, backedUp, facts -> newest(facts).rawBytes());
    show(ratio, backedUp, facts -> ratio(newest(facts)));
    show(
        seconds,
        backedUp,
        facts -> seconds(Duration.between(newest(facts).startedAt(), newest(facts).sealedAt())));
    List<DatabaseFacts> looked =
        backedUp.stream().filter(facts -> facts.verified().isPresent()).toList();
    show(damaged, looked, facts -> verified(facts).whole() ? 0 : 1);
    show(
        verified,
        looked.stream().filter(facts -> verified(facts).whole()).toList(),
        facts -> verified(facts).at().toEpochMilli() / MILLIS);
    // The one that changes by itself: computed at each scrape.
    age.register(
        backedUp.stream()
            .map(facts -> Row.of(facts.tags(), newest(facts), this::ageSeconds))
            .toList(),
        true);
  }

  private double ageSeconds(ManifestHeader newest) {
    return seconds(Duration.between(newest.createdAt(), clock.instant()));
  }

  private static void show(
      MultiGauge gauge, List<DatabaseFacts> databases, ToDoubleFunction<DatabaseFacts> value) {
    gauge.register(
        databases.stream().map(facts -> row(facts.tags(), value.applyAsDouble(facts))).toList(),
        true);
  }

  private static Row<Number> row(Tags tags, double value) {
    return Row.of(tags, value);
  }

  private static ManifestHeader newest(DatabaseFacts facts) {
    return facts.newest().orElseThrow();
  }

  private static VerificationRecord verified(DatabaseFacts facts) {
    return facts.verified().orElseThrow();
  }

  private static double ratio(ManifestHeader header) {
    return header.storedBytes() == 0 ? 0 : (double) header.rawBytes() / header.storedBytes();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
