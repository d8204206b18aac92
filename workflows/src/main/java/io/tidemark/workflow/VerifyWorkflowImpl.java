package io.tidemark.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.verify.BackupReference;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FindActivity.FindInput;
import io.tidemark.api.verify.FindActivity.VerificationRecord;
import io.tidemark.api.verify.FoundBackup;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Find, read everything, keep a record. Needs no lock: a mark in the store keeps the backup. */
public final class VerifyWorkflowImpl implements VerifyWorkflow {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private String database = "";
  private @Nullable FoundBackup found;
  private @Nullable Verification verification;
  private @Nullable EveryBackup everyBackup;

  @Override
  public VerifyResult verify(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    VerifyRequest request = Failures.orInvalidRequest(() -> VerifyRequest.parse(input));
    database = request.database();
    try {
      if (request.backup().equals(VerifyRequest.ALL)) {
        EveryBackup every = new EveryBackup(stubs, steps, notices, request);
        everyBackup = every;
        return every.verify();
      }
      return new Deadline(LONGEST)
          .hold("the verification of " + database, steps::current, () -> verify(request));
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the verification of " + database + " was cancelled");
      if (Workflow.getInfo().getParentWorkflowId().isEmpty()) {
        new Announcements(stubs, notices).failed("verify", database, failure);
      }
      throw failure;
    }
  }

  private VerifyResult verify(VerifyRequest request) {
    FoundBackup backup = steps.run("find the backup", () -> find(request));
    found = backup;
    Verification reading = new Verification(stubs, backup, request.deep(), LONGEST, this::show);
    verification = reading;
    List<String> problems =
        steps.run(
            request.deep() ? "decrypt and parse every part" : "read every object",
            () -> reading.problems(backup.lanes()));
    VerificationRecord record =
        new VerificationRecord(
            backup.reference(),
            problems,
            request.deep(),
            reading.objects(),
            reading.bytes(),
            reading.rows(),
            Elapsed.seconds());
    steps.run("keep a record", () -> keep(record));
    if (!problems.isEmpty()) {
      throw Failures.of(
          FailureType.BACKUP_DAMAGED,
          "backup "
              + backup.reference().backupId()
              + " of "
              + database
              + " is damaged: "
              + String.join("; ", problems));
    }
    steps.run("verified", this::show);
    return new VerifyResult(
        database,
        backup.reference().backupId(),
        request.deep(),
        List.of(backup.reference().backupId()),
        reading.objects(),
        reading.bytes(),
        reading.rows(),
        Elapsed.seconds(),
        notices.list());
  }

  /** A manifest or contents that are damaged are found here, and recorded too. */
  private FoundBackup find(VerifyRequest request) {
    String store = Objects.requireNonNullElse(request.store(), "");
    try {
      return stubs
          .quick(
              FindActivity.class,
              Duration.ofMinutes(2),
              "find " + request.backup() + " backup of " + database)
          .find(new FindInput(database, request.backup(), "", store, ""));
    } catch (ActivityFailure e) {
      if (Verification.isDamage(e) && !request.backup().equals(VerifyRequest.LATEST)) {
        keep(
            new VerificationRecord(
                new BackupReference(database, request.backup(), store, ""),
                List.of(Failures.message(e)),
                request.deep(),
                0,
                0,
                0,
                Elapsed.seconds()));
      }
      throw e;
    }
  }

  /** Whoever may only read the store can verify all the same. */
  private void keep(VerificationRecord record) {
    try {
      stubs
          .bounded(FindActivity.class, Duration.ofMinutes(2), "record of the verification")
          .recordVerification(record);
    } catch (TemporalFailure e) {
      if (Failures.cancelled(e)) {
        throw e;
      }
      notices.add("no record of this verification could be kept: " + Failures.message(e));
    }
  }

  @Override
  public VerifyProgress progress() {
    if (everyBackup != null) {
      return everyBackup.progress();
    }
    FoundBackup backup = found;
    StageProgress at = verification == null ? StageProgress.NONE : verification.progress();
    return new VerifyProgress(
        database,
        backup == null ? "" : backup.reference().backupId(),
        at.partsDone(),
        at.partsTotal(),
        at.bytesDone(),
        at.bytesTotal());
  }

  private void show() {
    VerifyProgress at = progress();
    StringBuilder text = new StringBuilder();
    text.append("**Verification of ").append(Markdown.escape(database)).append("**");
    if (!at.backupId().isEmpty()) {
      text.append(" · `").append(at.backupId()).append('`');
    }
    text.append(" · ").append(steps.current()).append("\n\n");
    text.append(everyBackup == null ? "| parts | bytes |" : "| backups | bytes |");
    text.append("\n|---|---|\n| ")
        .append(at.partsDone())
        .append('/')
        .append(at.partsTotal())
        .append(" | ")
        .append(Figures.bytes(at.bytesDone()))
        .append(" of ")
        .append(Figures.bytes(at.bytesTotal()))
        .append(" |\n");
    Markdown.appendNotices(text, notices.list());
    Workflow.setCurrentDetails(text.toString());
  }
}
