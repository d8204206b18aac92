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
    name = "finalize",
    description = "End a restore's rollback window now: the database it replaced is dropped.")
final class FinalizeCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The restore's workflow id.")
  private String workflowId = "";

  @Option(names = "--by", paramLabel = "NAME", description = "Who asks; $USER when not given.")
  private @Nullable String by;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String comment = "";

  @Mixin private JsonOption output = new JsonOption();

  FinalizeCommand(CliContext context) {
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
        .send(workflowId, RestoreWorkflow.FINALIZE, message);
  }
}
