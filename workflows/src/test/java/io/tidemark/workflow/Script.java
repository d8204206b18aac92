package io.tidemark.workflow;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import io.tidemark.api.FailureType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the fake activities did, and what they shall do next. Safe for many threads. */
final class Script {
  private final List<String> calls = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final Map<String, Deque<RuntimeException>> failures = new TreeMap<>();
  private final Map<String, Runnable> hooks = new TreeMap<>();
  private final Set<String> stuck = new HashSet<>();

  /** The next call of this name fails once, in a way that a repeat may cure. */
  void failOnce(String call, FailureType type) {
    fail(call, ApplicationFailure.newFailure("broken " + call, type.wireName()));
  }

  /** The next call of this name fails for good. */
  void failForGood(String call, FailureType type) {
    fail(call, ApplicationFailure.newNonRetryableFailure("broken " + call, type.wireName()));
  }

  synchronized void fail(String call, RuntimeException failure) {
    failures.computeIfAbsent(call, name -> new ArrayDeque<>()).add(failure);
  }

  /** Calls of this name never end until they are cancelled, which they see by heartbeats. */
  synchronized void stick(String call) {
    stuck.add(call);
  }

  /** Calls of this name go on. */
  synchronized void unstick(String call) {
    stuck.remove(call);
  }

  /** Runs within each call of this name. */
  synchronized void on(String call, Runnable hook) {
    hooks.put(call, hook);
  }

  /** Called by a fake at its beginning. */
  void enter(String call) {
    Runnable hook;
    RuntimeException failure;
    synchronized (this) {
      calls.add(call);
      hook = hooks.get(call);
      Deque<RuntimeException> queued = failures.get(call);
      failure = queued == null ? null : queued.poll();
    }
    if (hook != null) {
      hook.run();
    }
    if (failure != null) {
      throw failure;
    }
    try {
      while (isStuck(call)) {
        Activity.getExecutionContext().heartbeat(null);
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    } finally {
      synchronized (this) {
        ends.add(call);
      }
    }
  }

  private synchronized boolean isStuck(String call) {
    return stuck.contains(call);
  }

  synchronized void note(String call) {
    calls.add(call);
  }

  /** Everything that was called, in order. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** How often this was called. */
  long count(String call) {
    return calls().stream().filter(call::equals).count();
  }

  /** Calls that came to an end other than a scripted failure. */
  synchronized List<String> ends() {
    return List.copyOf(ends);
  }

  void awaitCall(String call) {
    await(call, () -> calls().contains(call));
  }

  /** Polls; fails after a time that is long for a test and short for a person. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not happen within 20 s: " + what);
      }
      LockSupport.parkNanos(NANOSECONDS.convert(Duration.ofMillis(5)));
    }
  }
}
