package io.tidemark.cli;

import io.tidemark.api.restore.RestoreWorkflow;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = "Take a restore's promotion back: the database it replaced gets its name again.")
final class RollbackCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The restore's workflow id.")
  private String workflowId = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Who asks; $USER when not given.")
  private @Nullable String by;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String comment = "";

  @Mixin private JsonOption output = new JsonOption();

  RollbackCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> message = new TreeMap<>();
    String who = by == null ? context.user() : by;
    if (!who.isBlank()) {
      message.put("by", who);
    }
    if (!comment.isBlank()) {
      message.put("comment", comment);
    }
    return new RestoreUpdate(context, output.json())
        .send(workflowId, RestoreWorkflow.ROLLBACK, message);
  }
}
