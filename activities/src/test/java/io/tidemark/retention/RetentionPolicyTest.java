package io.tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetentionPolicyTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void theNewestAreKeptByNumber() {
    RetentionPlan plan =
        RetentionPolicy.of(2, 0)
            .plan(
                backups("2026-11-20T01:00:00Z", "2026-11-21T01:00:00Z", "2026-11-22T01:00:00Z"),
                Instant.parse("2026-11-22T02:00:00Z"));

    assertThat(plan.verdicts())
        .extracting(verdict -> verdict.backup().backupId(), Verdict::keptBy)
        .containsExactly(
            tuple("b2", List.of("newest", "last 2")),
            tuple("b1", List.of("last 2")),
            tuple("b0", List.of()));
    assertThat(plan.deletions()).extracting(SealedBackup::backupId).containsExactly("b0");
  }

  @Test
  void agesAreCountedFromTheNewestBackup() {
    List<SealedBackup> backups =
        backups(
            "2026-10-01T01:00:00Z",
            "2026-10-20T01:00:00Z",
            "2026-10-20T00:59:59Z",
            "2026-11-19T01:00:00Z");

    RetentionPlan soon = RetentionPolicy.of(0, 30).plan(backups, at("2026-11-19T02:00:00Z"));
    RetentionPlan muchLater = RetentionPolicy.of(0, 30).plan(backups, at("2031-01-01T00:00:00Z"));

    assertThat(expired(soon)).containsExactly("b2", "b0");
    assertThat(muchLater).isEqualTo(soon);
  }

  @Test
  void daysAreThoseOfTheCalendar() {
    // Summer time ends on 25 October: 30 days before noon of 10 November is noon, 721 hours before.
    List<SealedBackup> backups =
        backups("2026-10-11T10:00:00Z", "2026-10-11T09:59:59Z", "2026-11-10T11:00:00Z");

    RetentionPlan plan =
        RetentionPolicy.of(0, 30)
            .withTiers(Map.of(), BERLIN)
            .plan(backups, at("2026-11-10T12:00:00Z"));

    assertThat(expired(plan)).containsExactly("b1");
  }

  @Test
  void aDayBeginsInItsZone() {
    List<SealedBackup> backups =
        backups("2026-11-20T22:30:00Z", "2026-11-20T23:30:00Z", "2026-11-21T20:00:00Z");
    Instant now = at("2026-11-21T21:00:00Z");

    assertThat(expired(daily(9, BERLIN).plan(backups, now))).containsExactly("b1");
    assertThat(expired(daily(9, ZoneOffset.UTC).plan(backups, now))).containsExactly("b0");
  }

  @Test
  void theHourThatComesTwiceIsTwoHours() {
    RetentionPolicy hourly = RetentionPolicy.of(0, 0).withTiers(Map.of(Tier.HOURLY, 10), BERLIN);
    List<SealedBackup> backups =
        backups("2026-10-25T00:10:00Z", "2026-10-25T01:10:00Z", "2026-10-25T01:50:00Z");

    RetentionPlan plan = hourly.plan(backups, at("2026-10-25T03:00:00Z"));

    assertThat(expired(plan)).containsExactly("b1");
    assertThat(plan.verdicts().get(2).keptBy()).containsExactly("hourly 2026-10-25 02h");
  }

  @Test
  void tiersAreUnitedAndSayWhatTheyKeep() {
    List<SealedBackup> nightly =
        IntStream.range(0, 400)
            .mapToObj(
                day -> backup("d" + day, at("2026-12-31T23:00:00Z").minusSeconds(86_400L * day)))
            .toList();

    RetentionPlan plan =
        RetentionPolicy.of(0, 0)
            .withTiers(
                Map.of(
                    Tier.DAILY,
                    7,
                    Tier.WEEKLY,
                    4,
                    Tier.MONTHLY,
                    12,
                    Tier.YEARLY,
                    5,
                    Tier.HOURLY,
                    0),
                ZoneOffset.UTC)
            .withMaxDeletedPercent(100)
            .plan(nightly, at("2027-01-01T00:00:00Z"));

    assertThat(plan.verdicts().get(0).keptBy())
        .containsExactly(
            "newest", "daily 2026-12-31", "weekly 2026-W53", "monthly 2026-12", "yearly 2026");
    assertThat(plan.verdicts())
        .filteredOn(Verdict::kept)
        .extracting(verdict -> verdict.backup().takenAt().toString().substring(0, 10))
        .containsExactly(
            "2026-12-31",
            "2026-12-30",
            "2026-12-29",
            "2026-12-28",
            "2026-12-27",
            "2026-12-26",
            "2026-12-25",
            "2026-12-20",
            "2026-12-13",
            "2026-11-30",
            "2026-10-31",
            "2026-09-30",
            "2026-08-31",
            "2026-07-31",
            "2026-06-30",
            "2026-05-31",
            "2026-04-30",
            "2026-03-31",
            "2026-02-28",
            "2026-01-31",
            "2025-12-31");
    assertThat(plan.deletions()).hasSize(400 - 21);
  }

  @Test
  void whatIsProtectedStaysAndSaysWhy() {
    List<SealedBackup> backups =
        List.of(
            backup("old", at("2026-01-01T00:00:00Z"), Protection.LEASED, Protection.HELD),
            backup("older", at("2025-01-01T00:00:00Z"), Protection.OBJECT_LOCK),
            backup("safety", at("2025-02-01T00:00:00Z"), Protection.ROLLBACK_WINDOW),
            backup("new", at("2026-11-01T00:00:00Z")));

    RetentionPlan plan = RetentionPolicy.of(1, 0).plan(backups, at("2026-11-02T00:00:00Z"));

    assertThat(plan.expired()).isEmpty();
    assertThat(plan.verdicts().get(1).keptBy())
        .containsExactly("held", "being read by a restore or verification");
    assertThat(plan.refusal()).isEmpty();
  }

  @Test
  void withoutRulesEverythingIsKept() {
    RetentionPlan plan =
        RetentionPolicy.of(0, 0)
            .plan(
                backups("2020-01-01T00:00:00Z", "2026-01-01T00:00:00Z"),
                at("2026-02-01T00:00:00Z"));

    assertThat(plan.expired()).isEmpty();
  }

  @Test
  void aBackupFromTheFutureCountsForNothingAndStopsTheDeleting() {
    List<SealedBackup> backups =
        backups("2026-11-20T00:00:00Z", "2026-11-21T00:00:00Z", "2062-11-21T00:00:00Z");

    RetentionPlan plan = RetentionPolicy.of(1, 0).plan(backups, at("2026-11-22T00:00:00Z"));

    assertThat(plan.verdicts().get(0).keptBy()).containsExactly("dated in the future");
    assertThat(plan.verdicts().get(1).keptBy()).containsExactly("newest", "last 1");
    assertThat(expired(plan)).containsExactly("b0");
    assertThat(plan.deletions()).isEmpty();
    assertThat(plan.refusal()).hasValueSatisfying(why -> assertThat(why).contains("backup b2"));
  }

  @Test
  void aClockALittleBehindIsNoFuture() {
    RetentionPlan plan =
        RetentionPolicy.of(1, 0)
            .plan(
                backups("2026-11-20T00:00:00Z", "2026-11-22T00:01:00Z"),
                at("2026-11-22T00:00:00Z"));

    assertThat(plan.deletions()).extracting(SealedBackup::backupId).containsExactly("b0");
  }

  @Test
  void aLargeShareIsNotDeletedAtOnce() {
    List<SealedBackup> backups =
        IntStream.range(0, 20)
            .mapToObj(i -> backup("b" + i, at("2026-11-01T00:00:00Z").plusSeconds(i)))
            .toList();
    Instant now = at("2026-11-02T00:00:00Z");

    assertThat(RetentionPolicy.of(10, 0).plan(backups, now).deletions()).hasSize(10);
    RetentionPlan refused = RetentionPolicy.of(9, 0).plan(backups, now);
    assertThat(refused.deletions()).isEmpty();
    assertThat(refused.expired()).hasSize(11);
    assertThat(refused.refusal())
        .hasValueSatisfying(why -> assertThat(why).startsWith("11 of 20 backups would be deleted"));
    assertThat(RetentionPolicy.of(9, 0).withMaxDeletedPercent(55).plan(backups, now).deletions())
        .hasSize(11);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> RetentionPolicy.of(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> RetentionPolicy.of(0, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.of(1, 1).withMaxDeletedPercent(0));
    SealedBackup twice = backup("b", at("2026-11-01T00:00:00Z"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionPolicy.of(1, 1).plan(List.of(twice, twice), twice.takenAt()))
        .withMessage("two backups have the id b");
  }

  private static RetentionPolicy daily(int days, ZoneId zone) {
    return RetentionPolicy.of(0, 0).withTiers(Map.of(Tier.DAILY, days), zone);
  }

  private static List<SealedBackup> backups(String... times) {
    return IntStream.range(0, times.length)
        .mapToObj(i -> backup("b" + i, Instant.parse(times[i])))
        .toList();
  }

  private static SealedBackup backup(String id, Instant takenAt, Protection... protections) {
    return new SealedBackup(id, takenAt, Set.of(protections));
  }

  private static List<String> expired(RetentionPlan plan) {
    return plan.expired().stream().map(SealedBackup::backupId).toList();
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
