package io.tidemark.workflow;

import io.temporal.failure.ActivityFailure;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.Preflight;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that keep a backup's snapshot open, one generation after another.
 *
 * <p>They live outside the workflow's own cancellation: the parts come to rest first, then {@link
 * #close} lets go.
 */
final class Holders {
  private final ActivityStubs stubs;
  private final Preflight preflight;
  private final Notices notices;
  private int generations;
  private @Nullable Generation now;

  Holders(ActivityStubs stubs, Preflight preflight, Notices notices) {
    this.stubs = stubs;
    this.preflight = preflight;
    this.notices = notices;
  }

  /**
   * Opens a snapshot, in a generation of its own. An earlier generation is let go, but not waited
   * for: the host of its holders may be gone, and then only their heartbeat's time limit tells.
   */
  HeldSnapshot open() {
    release();
    now = new Generation(stubs, preflight, notices, ++generations);
    return now.open();
  }

  /** Takes a holder's signal; one that no running holder can have sent is left aside. */
  void accept(@Nullable HeldSnapshot snapshot) {
    if (snapshot != null && now != null) {
      now.accept(snapshot);
    }
  }

  /**
   * Does work that imports the snapshot; repeats it with fresh ids when those it was given have
   * died and others live, waiting for replacements that are under way.
   *
   * @throws ActivityFailure of type SnapshotGone when the snapshot is lost
   */
  <T> T importing(Function<List<HeldSnapshot>, T> work) {
    Generation generation = current();
    while (true) {
      List<HeldSnapshot> tried = generation.candidates();
      try {
        return work.apply(tried);
      } catch (ActivityFailure e) {
        if (!Failures.is(FailureType.SNAPSHOT_GONE, e) || !generation.hasMoreThan(tried)) {
          throw e;
        }
      }
    }
  }

  private Generation current() {
    if (now == null) {
      throw new IllegalStateException("no snapshot was opened");
    }
    return now;
  }

  /** Lets go at once, without waiting. */
  void release() {
    if (now != null) {
      now.release();
    }
  }

  /** Lets go, and returns when every session has ended, or cannot be waited for any longer. */
  void close() {
    if (now != null) {
      now.release();
      now.awaitEnd();
    }
  }
}
