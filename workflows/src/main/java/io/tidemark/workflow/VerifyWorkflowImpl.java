package io.tidemark.workflow;

import io.temporal.workflow.Workflow;
import io.tidemark.api.verify.FindActivity;
import io.tidemark.api.verify.FindActivity.FindInput;
import io.tidemark.api.verify.FoundBackup;
import io.tidemark.api.verify.VerifyProgress;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.api.verify.VerifyResult;
import io.tidemark.api.verify.VerifyWorkflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Find, then read everything. Needs no lock: it changes nothing. */
public final class VerifyWorkflowImpl implements VerifyWorkflow {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final ActivityStubs stubs = ActivityStubs.ofThisWorkflow();
  private final Notices notices = new Notices();
  private final Steps steps = new Steps(this::show);
  private String database = "";
  private @Nullable FoundBackup found;
  private @Nullable Verification verification;

  @Override
  public VerifyResult verify(@Nullable Object input) {
    StraySignals.noteIn(notices, this::show);
    VerifyRequest request = Failures.orInvalidRequest(() -> VerifyRequest.parse(input));
    database = request.database();
    try {
      return new Deadline(LONGEST)
          .hold("the verification of " + database, steps::current, () -> verify(request));
    } catch (RuntimeException e) {
      RuntimeException failure =
          Failures.leaving(e, "the verification of " + database + " was cancelled");
      new Announcements(stubs, notices).failed("verify", database, failure);
      throw failure;
    }
  }

  private VerifyResult verify(VerifyRequest request) {
    FoundBackup backup =
        steps.run(
            "find the backup",
            () ->
                stubs
                    .quick(
                        FindActivity.class,
                        Duration.ofMinutes(2),
                        "find " + request.backup() + " backup of " + database)
                    .find(
                        new FindInput(
                            database,
                            request.backup(),
                            "",
                            Objects.requireNonNullElse(request.store(), ""),
                            "")));
    found = backup;
    Verification reading = new Verification(stubs, backup, LONGEST, this::show);
    verification = reading;
    steps.run("read every object", () -> reading.run(backup.lanes()));
    steps.run("verified", this::show);
    return new VerifyResult(
        database,
        backup.reference().backupId(),
        reading.objects(),
        reading.bytes(),
        Elapsed.seconds());
  }

  @Override
  public VerifyProgress progress() {
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
    text.append("| parts | bytes |\n|---|---|\n| ")
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
