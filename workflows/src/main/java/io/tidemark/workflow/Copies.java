package io.tidemark.workflow;

import io.temporal.failure.TemporalFailure;
import io.tidemark.api.StepTotals;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.api.backup.BackupCopy;
import io.tidemark.api.backup.CopyActivity;
import io.tidemark.api.backup.CopyActivity.Copied;
import io.tidemark.api.backup.CopyActivity.CopyInput;
import io.tidemark.api.backup.Preflight;
import io.tidemark.workflow.VerifyGroups.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a sealed backup to the further stores of its database, one after the other. A copy that
 * fails is reported and fails nothing else: the backup is sealed, and the next store is tried.
 */
final class Copies {
  private final ActivityStubs stubs;
  private final Steps steps;
  private final Preflight preflight;
  private final Tally tally;
  private final Notices notices;
  private final Announcements announcements;
  private long bytes;

  Copies(
      ActivityStubs stubs,
      Steps steps,
      Preflight preflight,
      Tally tally,
      Notices notices,
      Announcements announcements) {
    this.stubs = stubs;
    this.steps = steps;
    this.preflight = preflight;
    this.tally = tally;
    this.notices = notices;
    this.announcements = announcements;
  }

  /** Returns how each copy ended. */
  List<BackupCopy> run() {
    List<BackupCopy> copies = new ArrayList<>();
    for (String store : preflight.copies()) {
      copies.add(copyTo(store));
    }
    return copies;
  }

  /** {@code 1 of 2 copies, }; nothing for a database that has no further store. */
  static String summary(List<BackupCopy> copies) {
    long whole = copies.stream().filter(BackupCopy::ok).count();
    return copies.isEmpty() ? "" : whole + " of " + copies.size() + " copies, ";
  }

  private BackupCopy copyTo(String store) {
    bytes = 0;
    try {
      steps.run("copy the sealed backup to " + store, () -> sendAll(store));
      return new BackupCopy(store, true, bytes, "");
    } catch (TemporalFailure e) {
      if (Failures.cancelled(e)) {
        throw e;
      }
      String reason = Failures.message(e);
      notices.add("the backup is sealed, but has no copy in " + store + ": " + reason);
      announcements.copyFailed(
          preflight.context().database(), preflight.context().backupId(), store, e);
      return new BackupCopy(store, false, bytes, reason);
    }
  }

  private void sendAll(String store) {
    Lanes.run(
        preflight.lanes(), VerifyGroups.of(tally.parts()), group -> send(store, receipts(group)));
    Copied sealed =
        activity("copy to " + store + " · manifest").sealCopy(input(store, tally.receipts()));
    account(sealed);
  }

  private void send(String store, List<SealedPart> receipts) {
    String which =
        receipts.size() == 1
            ? "part " + (receipts.get(0).index() + 1)
            : receipts.size() + " parts from " + (receipts.get(0).index() + 1);
    account(activity("copy to " + store + " · " + which).upload(input(store, receipts)));
  }

  private void account(Copied copied) {
    bytes += copied.bytes();
    tally.add(new StepTotals("copy", copied.seconds(), copied.bytes(), 0));
  }

  private List<SealedPart> receipts(Group group) {
    return tally.receipts().stream()
        .filter(receipt -> group.parts().contains(receipt.index()))
        .toList();
  }

  private CopyInput input(String store, List<SealedPart> receipts) {
    return new CopyInput(preflight.context(), store, receipts);
  }

  private CopyActivity activity(String summary) {
    return stubs.copy(Duration.ofMinutes(preflight.maxMinutes()), summary);
  }
}
