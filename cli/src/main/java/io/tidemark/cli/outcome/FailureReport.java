package io.tidemark.cli.outcome;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;

/** Writes a failure to standard error: a few lines for people, or one object for programs. */
public final class FailureReport {
  private FailureReport() {}

  /** Says what happened, to what, and what to do next. */
  public static void print(CommandException failure, boolean json, Terminal terminal) {
    String message = String.valueOf(failure.getMessage());
    if (json) {
      ObjectNode object =
          Json.object()
              .put("message", message)
              .put("type", failure.type())
              .put("exitCode", failure.exitCode().code());
      failure.next().ifPresent(next -> object.put("next", next));
      failure.workflowId().ifPresent(id -> object.put("workflowId", id));
      terminal.err().println(Json.line(object));
      return;
    }
    Style style = terminal.errStyle();
    terminal.err().println(style.bad("tidemark: ") + message);
    failure.workflowId().ifPresent(id -> terminal.err().println("  workflow: " + id));
    failure.next().ifPresent(next -> terminal.err().println("  next:     " + next));
  }
}
