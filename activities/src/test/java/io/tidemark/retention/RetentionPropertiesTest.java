package io.tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** What holds for every policy, every history of backups and every clock. */
@PropertyDefaults(tries = 300)
final class RetentionPropertiesTest {

  private static final Instant EPOCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant AFTER_ALL = Instant.parse("2040-01-01T00:00:00Z");

  @Property
  void theNewestSurvivesEveryPolicyAndClock(
      @ForAll("policies") RetentionPolicy policy,
      @ForAll("histories") List<SealedBackup> backups,
      @ForAll("clocks") Instant now) {
    RetentionPlan plan = policy.plan(backups, now);

    backups.stream()
        .min(SealedBackup.NEWEST_FIRST)
        .ifPresent(newest -> assertThat(plan.expired()).doesNotContain(newest));
  }

  @Property
  void theProtectedSurviveEveryPolicyAndClock(
      @ForAll("policies") RetentionPolicy policy,
      @ForAll("histories") List<SealedBackup> backups,
      @ForAll("clocks") Instant now) {
    assertThat(policy.plan(backups, now).expired())
        .allSatisfy(backup -> assertThat(backup.protections()).isEmpty());
  }

  @Property
  void everyBackupGetsOneVerdictAndTheOrderOfTheInputIsIrrelevant(
      @ForAll("policies") RetentionPolicy policy,
      @ForAll("histories") List<SealedBackup> backups,
      @ForAll Random random) {
    List<SealedBackup> shuffled = new ArrayList<>(backups);
    Collections.shuffle(shuffled, random);
    RetentionPlan plan = policy.plan(backups, AFTER_ALL);

    assertThat(policy.plan(shuffled, AFTER_ALL)).isEqualTo(plan);
    assertThat(plan.verdicts())
        .extracting(Verdict::backup)
        .containsExactlyInAnyOrderElementsOf(backups);
  }

  @Property
  void theRulesOfAPolicyAreUnited(
      @ForAll("policies") RetentionPolicy one, @ForAll("histories") List<SealedBackup> backups) {
    Set<String> unitedByHand =
        rulesOf(one)
            .flatMap(rule -> keptIds(rule.plan(backups, AFTER_ALL)).stream())
            .collect(Collectors.toSet());
    if (one.hasRules()) {
      assertThat(keptIds(one.plan(backups, AFTER_ALL)))
          .isEqualTo(backups.isEmpty() ? Set.of() : unitedByHand);
    }
  }

  @Property
  void nothingIsDeletedThatThePolicyKeepsOnceThereAreMoreBackups(
      @ForAll("policies") RetentionPolicy policy,
      @ForAll("histories") List<SealedBackup> backups,
      @ForAll("histories") List<SealedBackup> later) {
    Set<String> expiredToday = ids(policy.plan(backups, AFTER_ALL).expired());
    List<SealedBackup> all = new ArrayList<>(backups);
    Duration shift = Duration.ofDays(400);
    later.forEach(
        backup ->
            all.add(
                new SealedBackup(
                    "later-" + backup.backupId(), backup.takenAt().plus(shift), Set.of())));

    Set<String> keptTomorrow = keptIds(policy.plan(all, AFTER_ALL));

    assertThat(keptTomorrow).allSatisfy(id -> assertThat(expiredToday).doesNotContain(id));
  }

  @Property
  void pruningAfterEveryBackupKeepsWhatPruningOnceWouldKeep(
      @ForAll("policies") RetentionPolicy policy, @ForAll("histories") List<SealedBackup> backups) {
    List<SealedBackup> inOrder =
        backups.stream().sorted(SealedBackup.NEWEST_FIRST.reversed()).toList();
    List<SealedBackup> remaining = new ArrayList<>();
    for (SealedBackup backup : inOrder) {
      remaining.add(backup);
      remaining.removeAll(policy.plan(remaining, backup.takenAt()).expired());
    }

    assertThat(ids(remaining)).isEqualTo(keptIds(policy.plan(backups, AFTER_ALL)));
  }

  @Property
  void aTierKeepsTheLastOfEachOfItsNewestPeriods(
      @ForAll Tier tier,
      @ForAll("zones") ZoneId zone,
      @ForAll("histories") List<SealedBackup> backups) {
    int periods = 3;
    RetentionPolicy policy = RetentionPolicy.of(0, 0).withTiers(Map.of(tier, periods), zone);
    List<SealedBackup> unprotected =
        backups.stream()
            .map(backup -> new SealedBackup(backup.backupId(), backup.takenAt(), Set.of()))
            .toList();

    Set<String> expected = new HashSet<>();
    unprotected.stream()
        .collect(Collectors.groupingBy(backup -> tier.periodOf(backup.takenAt(), zone)))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<Instant, List<SealedBackup>>comparingByKey().reversed())
        .limit(periods)
        .forEach(
            period ->
                expected.add(
                    period.getValue().stream()
                        .sorted(SealedBackup.NEWEST_FIRST)
                        .findFirst()
                        .orElseThrow()
                        .backupId()));

    assertThat(keptIds(policy.plan(unprotected, AFTER_ALL))).isEqualTo(expected);
  }

  @Property
  void aPlanNeverDeletesMoreThanItsShare(
      @ForAll("policies") RetentionPolicy policy,
      @ForAll("histories") List<SealedBackup> backups,
      @ForAll("clocks") Instant now) {
    int deleted = policy.plan(backups, now).deletions().size();

    assertThat(deleted)
        .isLessThanOrEqualTo(
            Math.max(
                RetentionPolicy.ALWAYS_DELETABLE,
                backups.size() * policy.maxDeletedPercent() / 100));
  }

  @Property
  void whileAnythingIsDatedInTheFutureNothingIsDeleted(
      @ForAll("policies") RetentionPolicy policy, @ForAll("histories") List<SealedBackup> backups) {
    List<SealedBackup> all = new ArrayList<>(backups);
    all.add(new SealedBackup("tomorrow", AFTER_ALL.plus(Duration.ofDays(1)), Set.of()));

    assertThat(policy.plan(all, AFTER_ALL).deletions()).isEmpty();
    assertThat(keptIds(policy.plan(all, AFTER_ALL)))
        .as("it does not push out what the policy keeps")
        .containsAll(keptIds(policy.plan(backups, AFTER_ALL)));
  }

  @Test
  void tenThousandBackupsTakeMilliseconds() {
    RetentionPolicy policy =
        RetentionPolicy.of(10, 30)
            .withTiers(
                Map.of(
                    Tier.HOURLY,
                    48,
                    Tier.DAILY,
                    30,
                    Tier.WEEKLY,
                    52,
                    Tier.MONTHLY,
                    60,
                    Tier.YEARLY,
                    10),
                ZoneId.of("America/New_York"));
    List<SealedBackup> hourly =
        IntStream.range(0, 10_000)
            .mapToObj(i -> new SealedBackup("b" + i, EPOCH.plus(Duration.ofHours(i)), Set.of()))
            .toList();
    policy.plan(hourly, AFTER_ALL);

    long start = System.nanoTime();
    RetentionPlan plan = policy.plan(hourly, AFTER_ALL);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertThat(plan.expired()).hasSizeGreaterThan(9_000);
    assertThat(took).isLessThan(Duration.ofMillis(500));
  }

  @Provide
  Arbitrary<RetentionPolicy> policies() {
    Arbitrary<Map<Tier, Integer>> tiers =
        Arbitraries.maps(Arbitraries.of(Tier.class), Arbitraries.integers().between(0, 6));
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 40),
            tiers,
            zones(),
            Arbitraries.integers().between(1, 100))
        .as(RetentionPolicy::new);
  }

  /** Up to 40 backups within 400 days, some close together, some protected. */
  @Provide
  Arbitrary<List<SealedBackup>> histories() {
    Arbitrary<Instant> times =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 400L * 24 * 60).map(m -> EPOCH.plusSeconds(60 * m)),
            Arbitraries.longs().between(0, 3L * 24 * 60).map(m -> EPOCH.plusSeconds(60 * m)));
    Arbitrary<Set<Protection>> protections =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Set.of())),
            Tuple.of(1, Arbitraries.of(Protection.class).set().ofMaxSize(2)));
    return Combinators.combine(times, protections)
        .as((takenAt, why) -> new SealedBackup("?", takenAt, why))
        .list()
        .ofMaxSize(40)
        .map(
            backups ->
                IntStream.range(0, backups.size())
                    .mapToObj(
                        i ->
                            new SealedBackup(
                                "b%02d".formatted(i),
                                backups.get(i).takenAt(),
                                backups.get(i).protections()))
                    .toList());
  }

  @Provide
  Arbitrary<Instant> clocks() {
    return Arbitraries.longs()
        .between(-1_000, 1_000)
        .map(days -> EPOCH.plus(Duration.ofDays(days)));
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "America/St_Johns")
        .map(ZoneId::of);
  }

  private static Stream<RetentionPolicy> rulesOf(RetentionPolicy policy) {
    Stream.Builder<RetentionPolicy> rules = Stream.builder();
    if (policy.keepLast() > 0) {
      rules.add(RetentionPolicy.of(policy.keepLast(), 0));
    }
    if (policy.keepWithinDays() > 0) {
      rules.add(RetentionPolicy.of(0, policy.keepWithinDays()).withTiers(Map.of(), policy.zone()));
    }
    policy
        .tiers()
        .forEach(
            (tier, count) ->
                rules.add(RetentionPolicy.of(0, 0).withTiers(Map.of(tier, count), policy.zone())));
    return rules.build();
  }

  private static Set<String> keptIds(RetentionPlan plan) {
    return plan.verdicts().stream()
        .filter(Verdict::kept)
        .map(verdict -> verdict.backup().backupId())
        .collect(Collectors.toSet());
  }

  private static Set<String> ids(List<SealedBackup> backups) {
    return backups.stream().map(SealedBackup::backupId).collect(Collectors.toSet());
  }
}
