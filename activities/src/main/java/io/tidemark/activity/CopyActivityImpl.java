package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.tidemark.api.FailureType;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.api.backup.CopyActivity;
import io.tidemark.api.backup.PartProgress;
import io.tidemark.archive.CopiedBackup;
import io.tidemark.marks.MarkKind;
import io.tidemark.store.BackupStore;
import io.tidemark.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Takes a sealed backup to a further store, a few parts at a time. */
public final class CopyActivityImpl implements CopyActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;

  private final Installation installation;

  public CopyActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public Copied upload(CopyInput input) {
    return heartbeating(input, this::copy);
  }

  @Override
  public Copied sealCopy(CopyInput input) {
    return heartbeating(input, this::seal);
  }

  private Copied heartbeating(CopyInput input, Work work) {
    AtomicLong bytes = new AtomicLong();
    return ActivityFailures.mapping(
        FailureType.UPLOAD_FAILED,
        () ->
            Heartbeating.run(
                Activity.getExecutionContext(),
                () -> new PartProgress("copy", 0, bytes.get(), 0),
                HEARTBEAT,
                () -> run(input, work, bytes)));
  }

  /** What is done once everything is looked up; returns how many objects and bytes there are. */
  private interface Work {
    Copied on(Copying copying, AtomicLong bytes) throws IOException, InterruptedException;
  }

  /** What both steps work with. */
  private record Copying(
      OpenBackup backup, BackupStore to, CopiedBackup copy, List<StoredObject> parts) {}

  private Copied run(CopyInput input, Work work, AtomicLong bytes) throws Exception {
    long started = System.nanoTime();
    OpenBackup backup = OpenBackup.sealed(input.context(), installation);
    BackupStore to = installation.store(input.store());
    List<StoredObject> parts = new ArrayList<>();
    for (SealedPart part : input.parts()) {
      parts.add(
          backup
              .repository()
              .readReceipt(backup.location(), part.index(), part.receipt(), backup.key())
              .object());
    }
    CopiedBackup copy = new CopiedBackup(backup.location(), backup.repository().store(), to);
    Copied copied = work.on(new Copying(backup, to, copy, parts), bytes);
    return new Copied(copied.objects(), copied.bytes(), (System.nanoTime() - started) / NANOS);
  }

  private Copied copy(Copying copying, AtomicLong bytes) throws IOException, InterruptedException {
    for (StoredObject part : copying.parts()) {
      markRunning(copying);
      copying.copy().part(part, bytes::addAndGet);
    }
    return new Copied(copying.parts().size(), bytes.get(), 0);
  }

  private Copied seal(Copying copying, AtomicLong bytes) throws IOException, InterruptedException {
    markRunning(copying);
    bytes.addAndGet(copying.copy().seal(copying.parts()));
    OpenBackup backup = copying.backup();
    backup.endMark(installation, copying.to(), MarkKind.RUNNING);
    backup.endMark(installation, backup.repository().store(), MarkKind.READING);
    return new Copied(2, bytes.get(), 0);
  }

  /** Until its manifest is there, a copy looks like strays that somebody may sweep. */
  private void markRunning(Copying copying) throws StoreException {
    installation
        .marks()
        .running(copying.to(), copying.backup().location(), MarkOwner.ofThisActivity());
  }
}
