package io.tidemark.cli;

import io.tidemark.api.prune.PruneRequest;
import io.tidemark.cli.report.WorkflowKind;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "prune",
    description = "Delete the backups that the retention policy no longer keeps, and sweep.")
final class PruneCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", description = "The database's name in the worker's configuration.")
  private String database = "";

  @Option(names = "--dry-run", description = "Change nothing; say what would be deleted, and why.")
  private boolean dryRun;

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "Only this store; all of the database's when not given.")
  private @Nullable String store;

  @Option(
      names = "--any-share",
      description = "Delete however large a share of the backups expired.")
  private boolean anyShare;

  @Option(names = "--detach", description = "Start it and come back at once.")
  private boolean detach;

  @Mixin private JsonOption output = new JsonOption();

  PruneCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    return new WorkflowRunner(context, output.json())
        .start(
            WorkflowKind.PRUNE,
            database,
            (dryRun ? "Dry run of a prune of " : "Prune ") + database,
            new PruneRequest(database, dryRun, store, anyShare),
            detach);
  }
}
