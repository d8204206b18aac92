package io.tidemark.cli;

import io.tidemark.api.restore.RestoreWorkflow;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "approve", description = "Approve a restore that waits for it.")
final class ApproveCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "WORKFLOW", description = "The restore's workflow id.")
  private String workflowId = "";

  @Option(
      names = "--by",
      required = true,
      paramLabel = "NAME",
      description = "Who approves; not whoever requested it.")
  private String approver = "";

  @Option(
      names = "--proof",
      required = true,
      paramLabel = "CODE",
      description = "The code that is shown with the evidence; see: tidemark pending")
  private String proof = "";

  @Option(names = "--comment", paramLabel = "TEXT", description = "Why; kept in the record.")
  private String comment = "";

  @Mixin private JsonOption output = new JsonOption();

  ApproveCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> message = new TreeMap<>(Map.of("approver", approver, "proof", proof));
    if (!comment.isBlank()) {
      message.put("comment", comment);
    }
    return new RestoreUpdate(context, output.json())
        .send(workflowId, RestoreWorkflow.APPROVE, message);
  }
}
