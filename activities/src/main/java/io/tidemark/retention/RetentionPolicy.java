package io.tidemark.retention;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which backups of a database are kept: those that any of the rules keeps. A policy without rules
 * keeps everything. The newest backup, protected ones and those dated in the future are kept under
 * every policy.
 *
 * <p>Ages are counted from the newest backup rather than from now, so that a database whose backups
 * have stopped does not lose the old ones as well.
 *
 * @param keepLast keeps so many of the newest; 0 for no such rule
 * @param keepWithinDays keeps those at most so many calendar days older than the newest; 0 for no
 *     such rule
 * @param tiers keeps the last backup of each of the newest so many hours, days, weeks, months or
 *     years that have one; tiers with 0 or left out are no rules
 * @param zone whose calendar says when a day begins
 * @param maxDeletedPercent a plan that would delete a larger share of the backups at once is
 *     refused, unless it deletes no more than {@value #ALWAYS_DELETABLE}; 100 for no such guard
 */
public record RetentionPolicy(
    int keepLast,
    int keepWithinDays,
    Map<Tier, Integer> tiers,
    ZoneId zone,
    int maxDeletedPercent) {

  /** So few may always go: of three backups, two are a large share and no disaster. */
  public static final int ALWAYS_DELETABLE = 3;

  private static final int DEFAULT_MAX_DELETED_PERCENT = 50;

  public RetentionPolicy {
    requireNotNegative(keepLast, "keepLast");
    requireNotNegative(keepWithinDays, "keepWithinDays");
    tiers.forEach((tier, count) -> requireNotNegative(count, tier.toString()));
    requireNonNull(zone, "zone is null");
    if (maxDeletedPercent < 1 || maxDeletedPercent > 100) {
      throw new IllegalArgumentException(
          "maxDeletedPercent is not between 1 and 100: " + maxDeletedPercent);
    }
    EnumMap<Tier, Integer> inOrder = new EnumMap<>(Tier.class);
    tiers.forEach(
        (tier, count) -> {
          if (count > 0) {
            inOrder.put(tier, count);
          }
        });
    tiers = Collections.unmodifiableMap(inOrder);
  }

  /** A policy by number and age, in UTC, with the usual guard. */
  public static RetentionPolicy of(int keepLast, int keepWithinDays) {
    return new RetentionPolicy(
        keepLast, keepWithinDays, Map.of(), ZoneOffset.UTC, DEFAULT_MAX_DELETED_PERCENT);
  }

  /** This policy with tiers as well, by the calendar of a zone. */
  public RetentionPolicy withTiers(Map<Tier, Integer> tiers, ZoneId zone) {
    return new RetentionPolicy(keepLast, keepWithinDays, tiers, zone, maxDeletedPercent);
  }

  /** This policy with another limit to the share that may be deleted at once. */
  public RetentionPolicy withMaxDeletedPercent(int percent) {
    return new RetentionPolicy(keepLast, keepWithinDays, tiers, zone, percent);
  }

  /**
   * Applies the policy.
   *
   * @param backups every sealed backup of one database, in any order
   * @param now decides what lies in the future, and nothing else
   * @throws IllegalArgumentException when two backups have one id
   */
  public RetentionPlan plan(Collection<SealedBackup> backups, Instant now) {
    return new Selection(this, backups, now).plan();
  }

  boolean hasRules() {
    return keepLast > 0 || keepWithinDays > 0 || !tiers.isEmpty();
  }

  private static void requireNotNegative(int count, String name) {
    if (count < 0) {
      throw new IllegalArgumentException(name + " is negative: " + count);
    }
  }
}
