package io.tidemark.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One application of a policy to the backups of a database. */
final class Selection {

  /** Clocks of different hosts differ; so far ahead is still the present. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private final RetentionPolicy policy;
  private final Map<SealedBackup, List<String>> keptBy = new LinkedHashMap<>();
  private final List<SealedBackup> future = new ArrayList<>();

  /** Those that count, the newest first: not dated in the future. */
  private final List<SealedBackup> counted = new ArrayList<>();

  Selection(RetentionPolicy policy, Collection<SealedBackup> backups, Instant now) {
    this.policy = policy;
    Set<String> ids = new HashSet<>();
    for (SealedBackup backup : backups.stream().sorted(SealedBackup.NEWEST_FIRST).toList()) {
      if (!ids.add(backup.backupId())) {
        throw new IllegalArgumentException("two backups have the id " + backup.backupId());
      }
      keptBy.put(backup, new ArrayList<>());
      (backup.takenAt().isAfter(now.plus(CLOCK_TOLERANCE)) ? future : counted).add(backup);
    }
  }

  RetentionPlan plan() {
    future.forEach(backup -> keep(backup, "dated in the future"));
    keptBy.keySet().stream()
        .flatMap(
            backup -> backup.protections().stream().sorted().map(why -> Map.entry(backup, why)))
        .forEach(each -> keep(each.getKey(), each.getValue().phrase()));
    if (!policy.hasRules()) {
      counted.forEach(backup -> keep(backup, "no rule deletes"));
    }
    if (!counted.isEmpty()) {
      keep(counted.get(0), "newest");
      keepLast();
      keepWithin(counted.get(0).takenAt());
      policy.tiers().forEach(this::keepTier);
    }
    List<Verdict> verdicts =
        keptBy.entrySet().stream()
            .map(each -> new Verdict(each.getKey(), each.getValue()))
            .toList();
    return new RetentionPlan(verdicts, refusal(verdicts));
  }

  private void keepLast() {
    counted.stream()
        .limit(policy.keepLast())
        .forEach(backup -> keep(backup, "last " + policy.keepLast()));
  }

  private void keepWithin(Instant newest) {
    if (policy.keepWithinDays() > 0) {
      Instant start = newest.atZone(policy.zone()).minusDays(policy.keepWithinDays()).toInstant();
      counted.stream()
          .takeWhile(backup -> !backup.takenAt().isBefore(start))
          .forEach(backup -> keep(backup, "within " + policy.keepWithinDays() + " days"));
    }
  }

  private void keepTier(Tier tier, int periods) {
    Set<Instant> seen = new HashSet<>();
    for (SealedBackup backup : counted) {
      Instant period = tier.periodOf(backup.takenAt(), policy.zone());
      if (seen.size() == periods && !seen.contains(period)) {
        return;
      }
      if (seen.add(period)) {
        keep(
            backup,
            tier.name().toLowerCase(Locale.ROOT) + " " + tier.nameOf(period, policy.zone()));
      }
    }
  }

  private void keep(SealedBackup backup, String why) {
    keptBy.computeIfAbsent(backup, each -> new ArrayList<>()).add(why);
  }

  private Optional<String> refusal(List<Verdict> verdicts) {
    long expiring = verdicts.stream().filter(verdict -> !verdict.kept()).count();
    if (expiring == 0) {
      return Optional.empty();
    }
    if (!future.isEmpty()) {
      return Optional.of(
          "backup "
              + future.get(0).backupId()
              + " is dated in the future: correct the clock, or delete that backup by name");
    }
    long allowed =
        Math.max(
            RetentionPolicy.ALWAYS_DELETABLE,
            (long) verdicts.size() * policy.maxDeletedPercent() / 100);
    if (expiring > allowed) {
      return Optional.of(
          "%d of %d backups would be deleted at once, more than %d%%: check the policy and the clock, or allow a larger share"
              .formatted(expiring, verdicts.size(), policy.maxDeletedPercent()));
    }
    return Optional.empty();
  }
}
