package io.tidemark.workflow;

import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.HoldActivity.HoldInput;
import io.tidemark.api.backup.Preflight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one snapshot open through several sessions. Each seat runs one holder after another: the
 * first opens the snapshot, every later one imports it from those before. A holder that died is
 * replaced with fresh input, never repeated.
 *
 * <p>The sessions live outside the workflow's own cancellation: the parts come to rest first, then
 * {@link #close} lets go.
 */
final class Holders {
  private static final int MOST_ATTEMPTS_TO_OPEN = 3;
  private static final int MOST_REPLACEMENTS = 20;

  /** Ids handed to a part or a holder; older ones have little hope. */
  private static final int MOST_CANDIDATES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT_FOR_REPLACEMENT = Duration.ofMinutes(2);
  private static final Duration LONGEST_WAIT_FOR_END = Duration.ofMinutes(1);

  private final ActivityStubs stubs;
  private final Preflight preflight;
  private final Notices notices;

  private int generation;
  private final List<Seat> seats = new ArrayList<>();

  /** Everything that was ever held in this generation, oldest first. */
  private final List<HeldSnapshot> held = new ArrayList<>();

  private @Nullable CancellationScope sessions;
  private final List<Promise<Void>> ends = new ArrayList<>();
  private @Nullable RuntimeException notOpened;

  Holders(ActivityStubs stubs, Preflight preflight, Notices notices) {
    this.stubs = stubs;
    this.preflight = preflight;
    this.notices = notices;
  }

  /**
   * Opens a new generation's snapshot; returns when the first holder has it, while others import.
   */
  HeldSnapshot open() {
    generation++;
    seats.clear();
    held.clear();
    ends.clear();
    notOpened = null;
    for (int number = 1; number <= Math.max(1, preflight.holders()); number++) {
      seats.add(new Seat(number));
    }
    sessions =
        Workflow.newDetachedCancellationScope(
            () -> seats.forEach(seat -> ends.add(Async.procedure(this::keep, seat))));
    sessions.run();
    Workflow.await(() -> !held.isEmpty() || notOpened != null);
    if (held.isEmpty() && notOpened != null) {
      throw notOpened;
    }
    return held.get(0);
  }

  /** Takes a holder's signal; one that no running holder can have sent is left aside. */
  void accept(@Nullable HeldSnapshot snapshot) {
    if (snapshot == null || snapshot.generation() != generation) {
      return;
    }
    seats.stream()
        .filter(seat -> seat.token.equals(snapshot.token()) && seat.snapshot == null)
        .findFirst()
        .ifPresent(seat -> accept(seat, snapshot));
  }

  private void accept(Seat seat, HeldSnapshot snapshot) {
    if (!held.isEmpty() && !sameSnapshot(held.get(0), snapshot)) {
      notices.add(
          "holder " + seat.number + " reported a snapshot that is not this backup's; left aside");
      return;
    }
    seat.snapshot = snapshot;
    held.add(snapshot);
  }

  private static boolean sameSnapshot(HeldSnapshot one, HeldSnapshot other) {
    return one.snapshotText().equals(other.snapshotText())
        && one.postmasterStart().equals(other.postmasterStart());
  }

  /**
   * What can be imported from: holders believed alive first, then those that ended, newest first. A
   * holder that Temporal lost sight of may well live on; PostgreSQL decides.
   */
  List<HeldSnapshot> candidates() {
    List<HeldSnapshot> newestFirst = new ArrayList<>();
    held.forEach(snapshot -> newestFirst.add(0, snapshot));
    return Stream.concat(
            newestFirst.stream().filter(this::believedAlive),
            newestFirst.stream().filter(snapshot -> !believedAlive(snapshot)))
        .limit(MOST_CANDIDATES)
        .toList();
  }

  private boolean believedAlive(HeldSnapshot snapshot) {
    return seats.stream().anyMatch(seat -> snapshot.equals(seat.snapshot));
  }

  /**
   * Does work that imports the snapshot; repeats it with fresh ids when those it was given have
   * died and others live, waiting for replacements that are under way.
   *
   * @throws ActivityFailure of type SnapshotGone when the snapshot is lost
   */
  <T> T importing(Function<List<HeldSnapshot>, T> work) {
    while (true) {
      List<HeldSnapshot> tried = candidates();
      try {
        return work.apply(tried);
      } catch (ActivityFailure e) {
        if (!Failures.is(FailureType.SNAPSHOT_GONE, e)) {
          throw e;
        }
        Workflow.await(
            LONGEST_WAIT_FOR_REPLACEMENT,
            () -> !tried.containsAll(held) || seats.stream().noneMatch(Seat::opening));
        if (tried.containsAll(held)) {
          throw e;
        }
      }
    }
  }

  /** Lets go at once, without waiting. */
  void release() {
    if (sessions != null) {
      sessions.cancel("no longer needed");
    }
  }

  /** Lets go, and returns when every session has ended, or cannot be waited for any longer. */
  void close() {
    release();
    Workflow.newDetachedCancellationScope(
            () ->
                Workflow.await(
                    LONGEST_WAIT_FOR_END, () -> ends.stream().allMatch(Promise::isCompleted)))
        .run();
  }

  /** The life of a seat: one holder after another, until let go or nothing can be imported. */
  private void keep(Seat seat) {
    try {
      if (seat.number > 1) {
        Workflow.await(() -> !held.isEmpty() || notOpened != null);
      }
      Duration pause = FIRST_PAUSE;
      for (int holder = 1; notOpened == null && holder <= MOST_REPLACEMENTS; holder++) {
        RuntimeException end = hold(seat);
        if (seat.snapshot != null) {
          seat.snapshot = null;
          pause = FIRST_PAUSE;
          continue;
        }
        if (!worthAnother(seat, holder, end)) {
          break;
        }
        Workflow.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    } catch (RuntimeException e) {
      if (!Failures.cancelled(e)) {
        throw e;
      }
    } finally {
      seat.leave();
    }
  }

  /** Runs one holder to its end; returns why it ended, and throws only when it was let go. */
  private RuntimeException hold(Seat seat) {
    seat.token = Workflow.randomUUID().toString();
    seat.tried = candidates();
    String summary = "hold snapshot · generation " + generation + " · holder " + seat.number;
    try {
      stubs
          .hold(Duration.ofMinutes(preflight.maxMinutes()), summary)
          .holdSnapshot(
              new HoldInput(
                  preflight.context(),
                  generation,
                  seat.number,
                  seat.token,
                  preflight.onDdl(),
                  seat.tried));
      return Failures.of(FailureType.INTERNAL, "the snapshot holder ended although nobody asked");
    } catch (RuntimeException e) {
      if (CancellationScope.current().isCancelRequested()) {
        throw e;
      }
      return e;
    }
  }

  /** Whether a seat whose holder failed before it held anything gets another one. */
  private boolean worthAnother(Seat seat, int attempts, RuntimeException end) {
    if (held.isEmpty()) {
      boolean hopeless = Failures.forGood(end) || Failures.notPickedUp(end);
      if (hopeless || attempts >= MOST_ATTEMPTS_TO_OPEN) {
        notOpened = opening(end);
        return false;
      }
      return true;
    }
    if (Failures.is(FailureType.SNAPSHOT_GONE, end)) {
      return anotherSeatHelps(seat);
    }
    boolean again = !Failures.forGood(end) && attempts < MOST_REPLACEMENTS;
    notices.add(
        "snapshot holder "
            + seat.number
            + (again ? " had to be started again: " : " could not be started: ")
            + Failures.message(end));
    return again;
  }

  /** What this seat could import from is dead; perhaps another seat is about to hold. */
  private boolean anotherSeatHelps(Seat seat) {
    seat.stranded = true;
    Workflow.await(() -> !seat.tried.containsAll(held) || seats.stream().noneMatch(Seat::opening));
    seat.stranded = false;
    return !seat.tried.containsAll(held);
  }

  private RuntimeException opening(RuntimeException end) {
    if (Failures.notPickedUp(end)) {
      return Failures.of(
          FailureType.NO_WORKER,
          "no worker took the snapshot holder within "
              + ActivityStubs.HOLD_PICKUP.toSeconds()
              + " s; a Tidemark worker must poll the task queue \""
              + stubs.queues().hold()
              + "\"");
    }
    return Failures.during("hold snapshot", end);
  }

  /** One of the sessions that keep the snapshot open. */
  private static final class Seat {
    private final int number;
    private String token = "";
    private @Nullable HeldSnapshot snapshot;
    private List<HeldSnapshot> tried = List.of();
    private boolean stranded;
    private boolean left;

    Seat(int number) {
      this.number = number;
    }

    /** Whether a holder may still come that holds. */
    boolean opening() {
      return !left && !stranded && snapshot == null;
    }

    void leave() {
      left = true;
      snapshot = null;
      token = "";
    }
  }
}
