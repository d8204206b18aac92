package io.tidemark.workflow;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot, kept open through several seats. Each seat runs one holder after another: the first
 * opens the snapshot, every later one imports it from those before. A holder that died is replaced
 * with fresh input, never repeated.
 */
final class Generation {
  private static final int MOST_ATTEMPTS_TO_OPEN = 3;
  private static final int MOST_REPLACEMENTS = 20;

  /** Ids handed to a part or a holder; older ones have little hope. */
  private static final int MOST_CANDIDATES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT_FOR_REPLACEMENT = Duration.ofMinutes(2);
  private static final Duration LONGEST_WAIT_FOR_END = Duration.ofSeconds(15);

  private final ActivityStubs stubs;
  private final Preflight preflight;
  private final Notices notices;
  private final int number;
  private final List<Seat> seats;

  /** Everything that was ever held in this generation, oldest first. */
  private final List<HeldSnapshot> held = new ArrayList<>();

  private final List<Promise<Void>> ends = new ArrayList<>();
  private final CancellationScope sessions;
  private @Nullable RuntimeException notOpened;

  Generation(ActivityStubs stubs, Preflight preflight, Notices notices, int number) {
    this.stubs = stubs;
    this.preflight = preflight;
    this.notices = notices;
    this.number = number;
    this.seats =
        IntStream.rangeClosed(1, Math.max(1, preflight.holders())).mapToObj(Seat::new).toList();
    this.sessions =
        Workflow.newDetachedCancellationScope(
            () -> seats.forEach(seat -> ends.add(Async.procedure(this::keep, seat))));
  }

  /** Opens the snapshot; returns when the first holder has it, while others import. */
  HeldSnapshot open() {
    sessions.run();
    Workflow.await(() -> !held.isEmpty() || notOpened != null);
    if (held.isEmpty() && notOpened != null) {
      throw notOpened;
    }
    return held.get(0);
  }

  /** Takes a holder's signal; one that no running holder can have sent is left aside. */
  void accept(HeldSnapshot snapshot) {
    if (snapshot.generation() != number) {
      return;
    }
    seats.stream()
        .filter(seat -> seat.token().equals(snapshot.token()) && seat.snapshot() == null)
        .findFirst()
        .ifPresent(seat -> accept(seat, snapshot));
  }

  private void accept(Seat seat, HeldSnapshot snapshot) {
    if (!held.isEmpty() && !sameSnapshot(held.get(0), snapshot)) {
      notices.add(
          "holder " + seat.number() + " reported a snapshot that is not this backup's; left aside");
      return;
    }
    seat.hold(snapshot);
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
    return seats.stream().anyMatch(seat -> snapshot.equals(seat.snapshot()));
  }

  /** Whether, perhaps after some waiting, there is something to import that was not tried yet. */
  boolean hasMoreThan(List<HeldSnapshot> tried) {
    Workflow.await(
        LONGEST_WAIT_FOR_REPLACEMENT,
        () -> !tried.containsAll(held) || seats.stream().noneMatch(Seat::opening));
    return !tried.containsAll(held);
  }

  /** Lets go at once, without waiting. */
  void release() {
    sessions.cancel("no longer needed");
  }

  /** Returns when every session has ended, or cannot be waited for any longer. */
  void awaitEnd() {
    Workflow.newDetachedCancellationScope(
            () ->
                Workflow.await(
                    LONGEST_WAIT_FOR_END, () -> ends.stream().allMatch(Promise::isCompleted)))
        .run();
  }

  /** The life of a seat: one holder after another, until let go or nothing can be imported. */
  private void keep(Seat seat) {
    try {
      if (seat.number() > 1) {
        Workflow.await(() -> !held.isEmpty() || notOpened != null);
      }
      Duration pause = FIRST_PAUSE;
      int attempts = 0;
      while (notOpened == null && attempts < MOST_REPLACEMENTS) {
        RuntimeException end = hold(seat);
        if (Failures.is(FailureType.WRONG_WORKER, end)) {
          seat.refused();
          continue;
        }
        attempts++;
        if (seat.lose()) {
          pause = FIRST_PAUSE;
          continue;
        }
        if (!worthAnother(seat, attempts, end)) {
          break;
        }
        Workflow.sleep(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
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
    seat.begin(Workflow.randomUUID().toString(), candidates());
    String summary = "hold snapshot · generation " + number + " · holder " + seat.number();
    try {
      stubs
          .hold(Duration.ofMinutes(preflight.maxMinutes()), summary)
          .holdSnapshot(
              new HoldInput(
                  preflight.context(),
                  number,
                  seat.number(),
                  seat.token(),
                  preflight.onDdl(),
                  seat.tried(),
                  seat.choosy() ? tokensOfOthers(seat) : List.of()));
      return Failures.of(FailureType.INTERNAL, "the snapshot holder ended although nobody asked");
    } catch (RuntimeException e) {
      if (CancellationScope.current().isCancelRequested()) {
        throw e;
      }
      return e;
    }
  }

  private List<String> tokensOfOthers(Seat seat) {
    return seats.stream()
        .filter(other -> other != seat && other.snapshot() != null)
        .map(Seat::token)
        .toList();
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
            + seat.number()
            + (again ? " had to be started again: " : " could not be started: ")
            + Failures.message(end));
    return again;
  }

  /** What this seat could import from is dead; perhaps another seat is about to hold. */
  private boolean anotherSeatHelps(Seat seat) {
    seat.strand(true);
    Workflow.await(
        () -> !seat.tried().containsAll(held) || seats.stream().noneMatch(Seat::opening));
    seat.strand(false);
    return !seat.tried().containsAll(held);
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
}
