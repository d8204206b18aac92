package io.tidemark.workflow;

import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities;
import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.KeyReference;
import io.tidemark.api.backup.PartKind;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.backup.PlanSummary;
import io.tidemark.api.backup.Preflight;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The short steps of a backup of {@code orders}, the only database there is. */
final class FakeBackups implements BackupActivities {
  private final Script script;
  private final FakePostgres postgres;
  private final List<SealInput> sealed = new CopyOnWriteArrayList<>();
  volatile int parts = 6;
  volatile int lanes = 2;
  volatile int holders = 2;
  volatile int maxMinutes = 60;
  volatile List<String> copies = List.of();

  FakeBackups(Script script, FakePostgres postgres) {
    this.script = script;
    this.postgres = postgres;
  }

  @Override
  public Preflight preflight(PreflightInput input) {
    script.enter("preflight");
    String database = input.request().database();
    if (database.equals("nope")) {
      throw ApplicationFailure.newNonRetryableFailure(
          "no database \"nope\" is configured; configured are: orders",
          FailureType.DATABASE_UNKNOWN.wireName());
    }
    BackupContext context =
        new BackupContext(
            database,
            input.backupId(),
            "primary",
            "",
            "zstd",
            256L << 20,
            new KeyReference(
                List.of("0123456789abcdef"), "PBKDF2-HMAC-SHA256", 600_000, "c2FsdA=="),
            "7300000000000000001");
    return new Preflight(
        context,
        lanes,
        holders,
        maxMinutes,
        "fail",
        "17.10",
        parts,
        1L << 30,
        copies,
        List.of("a notice"));
  }

  @Override
  public PlanSummary plan(PlanInput input) {
    script.enter("plan");
    postgres.importAny(input.snapshots());
    List<PartRef> refs = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      PartKind kind = FakeParts.kindOf(i);
      String label = kind == PartKind.ROWS ? "orders " + (i - 2) + "/" + (parts - 3) : kind.word();
      refs.add(new PartRef(i, kind, label, 1_048_576));
    }
    return new PlanSummary(FakeParts.stored("plan"), refs);
  }

  @Override
  public ChecksumResult checksum(SealInput input) {
    script.enter("checksum");
    return new ChecksumResult(input.receipts().size(), 1);
  }

  @Override
  public BackupResult seal(SealInput input) {
    script.enter("seal");
    sealed.add(input);
    BackupContext context = input.preflight().context();
    return new BackupResult(
        context.database(),
        context.backupId(),
        context.store(),
        context.database() + "/" + context.backupId() + "/manifest.json",
        input.receipts().size(),
        1_048_576L * input.receipts().size(),
        262_144L * input.receipts().size(),
        1_000L * input.receipts().size(),
        3,
        input.snapshot().takenAt(),
        0,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  List<SealInput> sealed() {
    return List.copyOf(sealed);
  }
}
