package io.tidemark.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.notify.NotifyActivity.Message;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A step fails: it is repeated, or the failure names it. */
final class BackupFailureTest {
  private static final Map<String, String> ORDERS = Map.of("database", "orders");

  @ParameterizedTest
  @ValueSource(
      strings = {"preflight", "reserve", "plan", "part 4", "checksum", "seal", "prune", "notify"})
  void stepThatFailsOnceIsRepeated(String step) {
    try (Bench bench = new Bench()) {
      bench.script.failOnce(step, FailureType.STORE_UNAVAILABLE);

      assertThat(bench.backUp().parts()).isEqualTo(6);
      assertThat(bench.script.count(step)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureType.class,
      names = {
        "DUMP_FAILED",
        "COMPRESS_FAILED",
        "ENCRYPT_FAILED",
        "CHECKSUM_FAILED",
        "UPLOAD_FAILED"
      })
  void faultInAnyStepOfAPartIsRepeated(FailureType type) {
    try (Bench bench = new Bench()) {
      bench.script.failOnce("part 3", type);

      assertThat(bench.backUp().parts()).isEqualTo(6);
      assertThat(bench.script.count("part 3")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "preflight,POSTGRES_ACCESS_DENIED,preflight failed: broken preflight",
    "reserve,CONFIG_INVALID,wait for a free slot failed: broken reserve",
    "hold 1,BLOCKED_BY_DDL,hold snapshot failed: broken hold 1",
    "plan,POSTGRES_ACCESS_DENIED,plan failed: broken plan",
    "part 4,UPLOAD_FAILED,part 5 of 6 (rows: orders 2/3) failed: broken part 4",
    "checksum,CHECKSUM_FAILED,checksum failed: broken checksum",
    "seal,SEAL_FAILED,seal failed: broken seal"
  })
  void stepThatFailsForGoodIsNamed(String step, FailureType type, String message) {
    try (Bench bench = Bench.withOneLane()) {
      bench.script.failForGood(step, type);

      TemporalFailure failure = Bench.failureOf(bench.startBackup(ORDERS));

      assertThat(failure).isInstanceOf(ApplicationFailure.class);
      assertThat(((ApplicationFailure) failure).getType()).isEqualTo(type.wireName());
      assertThat(failure.getOriginalMessage()).isEqualTo(message);
      assertThat(bench.postgres.open()).as("snapshots left open").isZero();
      assertThat(bench.isOpen("tidemark-lock:backup:orders")).as("lock left").isFalse();
      Message told = bench.services.messages().get(0);
      assertThat(told.event()).isEqualTo("backup-failed");
      assertThat(told.lines().get(0)).isEqualTo(message);
      assertThat(told.lines().get(1)).startsWith("What to do: ");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prune,prune failed: broken prune; expired backups stay until the next backup",
    "notify,nobody could be notified: broken notify"
  })
  void whatFailsAfterTheSealIsANotice(String step, String notice) {
    try (Bench bench = new Bench()) {
      bench.script.failForGood(step, FailureType.STORE_ACCESS_DENIED);

      BackupResult result = bench.backUp();

      assertThat(result.parts()).isEqualTo(6);
      assertThat(result.notices()).contains(notice);
    }
  }

  @Test
  void partThatFailsLetsTheOthersComeToRestBeforeAnythingIsCleanedUp() {
    try (Bench bench = new Bench()) {
      bench.script.stick("part 3");
      bench.script.on("part 4", () -> bench.script.awaitCall("part 3"));
      bench.script.failForGood("part 4", FailureType.TOOL_MISSING);

      Bench.failureOf(bench.startBackup(ORDERS));

      assertThat(bench.script.ends()).contains("part 3");
      assertThat(bench.script.calls()).doesNotContain("part 5", "checksum", "seal", "prune");
      assertThat(bench.script.calls().indexOf("released 1"))
          .isLessThan(bench.script.calls().indexOf("notify"));
    }
  }

  @Test
  void notifyFailureOnTheWayOutKeepsTheFirstFailure() {
    try (Bench bench = new Bench()) {
      bench.script.failForGood("preflight", FailureType.CONFIG_INVALID);
      bench.script.failForGood("notify", FailureType.NOTIFY_FAILED);

      TemporalFailure failure = Bench.failureOf(bench.startBackup(ORDERS));

      assertThat(failure.getOriginalMessage()).isEqualTo("preflight failed: broken preflight");
    }
  }
}
