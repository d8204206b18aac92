package io.tidemark.cli.temporal;

import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Progress;
import io.tidemark.cli.terminal.ProgressView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Waits for a workflow and shows its progress meanwhile. The workflow does not depend on it:
 * whoever interrupts the wait leaves the workflow at work.
 */
public final class Watch {
  private static final long LOOK_MILLIS = 500;

  private final TemporalSession session;
  private final ProgressView view;
  private final Consumer<String> onInterrupt;

  /**
   * @param onInterrupt told the workflow's id when the JVM ends before the workflow
   */
  public Watch(TemporalSession session, ProgressView view, Consumer<String> onInterrupt) {
    this.session = session;
    this.view = view;
    this.onInterrupt = onInterrupt;
  }

  /** A wait that leaves the workflow at work when it is interrupted, and says how to go on. */
  public static Watch detachable(TemporalSession session, ProgressView view) {
    return new Watch(session, view, workflowId -> view.say(farewell(workflowId)));
  }

  /**
   * Waits to the end, or until there is something worth coming back with.
   *
   * @param workflow started already
   * @param workflowId its id, for messages
   * @param progress asks a workflow where it stands; its exceptions are taken for "not now"
   * @param settled what a workflow that goes on has come to already; empty when there is only the
   *     end to wait for
   * @return the workflow's result
   * @throws CommandException what the workflow failed with, in words
   */
  public <R> R await(
      WorkflowStub workflow,
      String workflowId,
      Class<R> result,
      Function<WorkflowStub, Progress> progress,
      Function<WorkflowStub, Optional<R>> settled)
      throws CommandException, InterruptedException {
    CompletableFuture<R> ending = workflow.getResultAsync(result);
    ExecutorService lookers = Executors.newFixedThreadPool(2, Watch::daemon);
    try (Detachment detachment = Detachment.arm(() -> onInterrupt.accept(workflowId))) {
      Ending end = new Ending(ending);
      lookers.execute(
          () ->
              look(
                  end,
                  () -> {
                    view(end, progress.apply(workflow));
                    settled.apply(workflow).ifPresent(ending::complete);
                  }));
      lookers.execute(new IdleQueue(session, view, end)::watch);
      return await(ending, workflowId, detachment);
    } finally {
      lookers.shutdownNow();
    }
  }

  private static <R> R await(CompletableFuture<R> ending, String workflowId, Detachment detachment)
      throws CommandException, InterruptedException {
    try {
      R result = ending.get();
      detachment.disarm();
      return result;
    } catch (ExecutionException e) {
      detachment.disarm();
      throw explain(e.getCause() == null ? e : e.getCause(), workflowId);
    }
  }

  /** In a thread of its own, since a query waits when no worker is there to answer it. */
  private static void look(Ending ending, Runnable once) {
    do {
      try {
        once.run();
      } catch (RuntimeException e) {
        // No answer now; the workflow's result, not its progress, decides how the command ends.
      }
    } while (ending.stillOutAfter(LOOK_MILLIS));
  }

  private void view(Ending ending, Progress seen) {
    if (!ending.reached()) {
      view.show(seen);
    }
  }

  private static CommandException explain(Throwable cause, String workflowId) {
    Throwable bare =
        cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
    if (bare instanceof WorkflowFailedException failed) {
      return WorkflowFailures.explain(failed);
    }
    if (bare instanceof WorkflowNotFoundException) {
      return notFound(workflowId);
    }
    return new CommandException(
        ExitCode.FAILED,
        "TemporalUnavailable",
        "the connection to Temporal was lost: " + bare.getMessage(),
        "The workflow goes on without it; come back with: tidemark attach " + workflowId,
        workflowId,
        bare);
  }

  /** No workflow of this id. */
  public static CommandException notFound(String workflowId) {
    return new CommandException(
        ExitCode.NOT_FOUND, "WorkflowNotFound", "there is no workflow " + workflowId);
  }

  private static String farewell(String workflowId) {
    return "Detached; the work goes on. Come back with: tidemark attach "
        + workflowId
        + "   End it with: tidemark cancel "
        + workflowId;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "watch");
    thread.setDaemon(true);
    return thread;
  }
}
