package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.temporal.client.WorkflowStub;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.report.WorkflowKind;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.temporal.Watch;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.ProgressView;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.worker.config.ConfigException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Starts a workflow and, unless told otherwise, waits for it and prints what came of it. */
final class WorkflowRunner {
  /** To the millisecond: whoever starts two at once means two. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final CliContext context;
  private final boolean json;

  WorkflowRunner(CliContext context, boolean json) {
    this.context = context;
    this.json = json;
  }

  /**
   * Starts.
   *
   * @param database what it is about; part of the workflow's id
   * @param summary one line for Temporal's lists
   * @param request the workflow's input
   * @param detach come back as soon as it has started
   * @return the command's exit status
   */
  <R> int start(
      WorkflowKind<R> kind, String database, String summary, Object request, boolean detach)
      throws CommandException, ConfigException, InterruptedException {
    try (TemporalSession session = context.temporal().open()) {
      String id = "tidemark-" + kind.word() + "-" + database + "-" + TIME.format(Instant.now());
      WorkflowStub workflow =
          session.newWorkflow(
              kind.type(), id, summary, "Started with: tidemark " + kind.word() + " " + database);
      workflow.start(request);
      if (detach) {
        printStarted(kind, id);
        return 0;
      }
      return await(session, kind, workflow, id);
    }
  }

  /** Waits for a workflow that runs already, or ended already. */
  <R> int await(TemporalSession session, WorkflowKind<R> kind, WorkflowStub workflow, String id)
      throws CommandException, InterruptedException {
    Terminal terminal = context.terminal();
    R result;
    try (ProgressView view = ProgressView.on(terminal, kind.word(), json)) {
      result =
          Watch.detachable(session, view)
              .await(workflow, id, kind.result(), kind.progress(), kind.settled());
    } catch (CommandException failure) {
      throw LateCancel.correct(failure, kind, workflow, id);
    }
    if (json) {
      terminal.out().println(Json.line(Json.object(result).put("workflowId", id)));
    } else {
      kind.report().print(result, terminal);
      kind.report().next(result, id).forEach(line -> terminal.out().println("  " + line));
    }
    return kind.report().exitCode(result).code();
  }

  private void printStarted(WorkflowKind<?> kind, String id) {
    if (json) {
      ObjectNode started =
          Json.object().put("workflowId", id).put("workflowType", kind.type()).put("started", true);
      context.terminal().out().println(Json.line(started));
    } else {
      context.terminal().out().println("started " + id);
      context.terminal().out().println("  come back with: tidemark attach " + id);
    }
  }
}
