package io.tidemark.workflow;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.verify.FoundBackup;
import io.tidemark.api.verify.VerifyActivity;
import io.tidemark.api.verify.VerifyActivity.Verified;
import io.tidemark.api.verify.VerifyActivity.VerifyInput;
import io.tidemark.workflow.VerifyGroups.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads every object of a backup, in lanes, and knows how far it is. */
final class Verification {
  private final ActivityStubs stubs;
  private final FoundBackup backup;
  private final boolean deep;
  private final Duration longest;
  private final Runnable changed;
  private int partsDone;
  private int objects;
  private long bytes;
  private long rows;
  private final List<String> problems = new ArrayList<>();

  Verification(
      ActivityStubs stubs, FoundBackup backup, boolean deep, Duration longest, Runnable changed) {
    this.stubs = stubs;
    this.deep = deep;
    this.backup = backup;
    this.longest = longest;
    this.changed = changed;
  }

  /** Returns when all parts agree with their digests; the first that does not fails it. */
  void run(int lanes) {
    Lanes.run(lanes, VerifyGroups.of(backup.parts()), this::verify);
  }

  /** Goes on after damage, so that all of it is known. */
  List<String> problems(int lanes) {
    Lanes.run(
        lanes,
        VerifyGroups.of(backup.parts()),
        group -> {
          try {
            verify(group);
          } catch (RuntimeException e) {
            if (!isDamage(e)) {
              throw e;
            }
            problems.add(Failures.message(e));
          }
        });
    return List.copyOf(problems);
  }

  static boolean isDamage(RuntimeException failure) {
    return Failures.is(FailureType.BACKUP_DAMAGED, failure)
        || Failures.is(FailureType.OBJECT_MISSING, failure);
  }

  private void verify(Group group) {
    String label = label(group);
    VerifyActivity activity = stubs.rowsPart(VerifyActivity.class, longest, "verify · " + label);
    try {
      Verified verified = activity.verify(new VerifyInput(backup.reference(), group.parts(), deep));
      partsDone += group.parts().size();
      objects += verified.objects();
      bytes += verified.bytes();
      rows += verified.rows();
      changed.run();
    } catch (RuntimeException e) {
      throw elsewhere(Failures.during("verify " + label, e));
    }
  }

  /** What is damaged here may be whole in another store: people should not have to think of it. */
  private RuntimeException elsewhere(RuntimeException failure) {
    boolean damaged =
        Failures.is(FailureType.OBJECT_MISSING, failure)
            || Failures.is(FailureType.BACKUP_DAMAGED, failure);
    if (!damaged || backup.otherStores().isEmpty()) {
      return failure;
    }
    return Failures.of(
        FailureType.of(Failures.typeOf(failure)).orElse(FailureType.BACKUP_DAMAGED),
        Failures.message(failure)
            + "; this backup may be whole in "
            + String.join(", ", backup.otherStores())
            + ": name that store to use it");
  }

  private String label(Group group) {
    List<Integer> parts = group.parts();
    if (parts.size() == 1) {
      int index = parts.get(0);
      return backup.parts().stream()
          .filter(part -> part.index() == index)
          .map(PartRef::label)
          .findFirst()
          .orElse("part " + (index + 1));
    }
    return parts.size() + " parts from " + (parts.get(0) + 1) + ", " + Figures.bytes(group.bytes());
  }

  StageProgress progress() {
    return new StageProgress(partsDone, backup.parts().size(), bytes, backup.storedBytes());
  }

  int objects() {
    return objects;
  }

  long bytes() {
    return bytes;
  }

  long rows() {
    return rows;
  }
}
