package io.tidemark.cli.doctor;

import io.tidemark.api.TaskQueues;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.temporal.TemporalSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Whether Temporal answers, and a worker takes work from each of the queues. */
final class TemporalCheck implements Check, AutoCloseable {
  private final Callable<TemporalSession> temporal;
  private @Nullable TemporalSession session;

  TemporalCheck(Callable<TemporalSession> temporal) {
    this.temporal = temporal;
  }

  @Override
  public String name() {
    return "Temporal";
  }

  @Override
  public List<Diagnosis> look() throws Exception {
    TemporalSession open;
    try {
      open = temporal.call();
    } catch (CommandException e) {
      return List.of(
          Diagnosis.fail(
              name(), String.valueOf(e.getMessage()), e.next().orElse("Check TEMPORAL_ADDRESS.")));
    }
    session = open;
    List<Diagnosis> found = new ArrayList<>();
    found.add(
        Diagnosis.ok(
            name(),
            "answers at "
                + open.address()
                + ", namespace "
                + open.client().getOptions().getNamespace()));
    TaskQueues queues = new TaskQueues(open.taskQueue());
    found.add(workers(queues.base(), open.pollers(queues.base())));
    found.add(workers(queues.parts(), open.activityPollers(queues.parts())));
    found.add(workers(queues.hold(), open.activityPollers(queues.hold())));
    return found;
  }

  /** The connection, when there is one. */
  Optional<TemporalSession> session() {
    return Optional.ofNullable(session);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
  }

  private static Diagnosis workers(String queue, OptionalInt pollers) {
    if (pollers.isEmpty()) {
      return Diagnosis.warn(
          "worker", "this server cannot say who takes work from " + queue, "Try a backup.");
    }
    return pollers.getAsInt() == 0
        ? Diagnosis.fail(
            "worker",
            "nobody takes work from task queue " + queue,
            "Start a worker with: tidemark worker")
        : Diagnosis.ok("worker", "work is taken from task queue " + queue);
  }
}
