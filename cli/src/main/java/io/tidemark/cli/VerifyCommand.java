package io.tidemark.cli;

import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.cli.report.WorkflowKind;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = "Read every object of a backup and compare it with what was recorded.")
final class VerifyCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", description = "The database's name in the worker's configuration.")
  private String database = "";

  @Option(
      names = "--backup",
      paramLabel = "ID",
      defaultValue = VerifyRequest.LATEST,
      description = "Which backup, or all; ${DEFAULT-VALUE} when not given.")
  private String backup = VerifyRequest.LATEST;

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "The store to read; the one that is written first when not given.")
  private @Nullable String store;

  @Option(
      names = "--deep",
      description = "Also decrypt, decompress and parse every part; needs no database.")
  private boolean deep;

  @Option(names = "--detach", description = "Start it and come back at once.")
  private boolean detach;

  @Mixin private JsonOption output = new JsonOption();

  VerifyCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    return new WorkflowRunner(context, output.json())
        .start(
            WorkflowKind.VERIFY,
            database,
            "Verify backup " + backup + " of " + database,
            new VerifyRequest(database, backup, store, deep),
            detach);
  }
}
