package io.tidemark.cli;

import io.tidemark.api.backup.BackupRequest;
import io.tidemark.cli.report.WorkflowKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "backup", description = "Back a database up and wait until the backup is sealed.")
final class BackupCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", description = "The database's name in the worker's configuration.")
  private String database = "";

  @Option(names = "--detach", description = "Start it and come back at once.")
  private boolean detach;

  @Mixin private JsonOption output = new JsonOption();

  BackupCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    return new WorkflowRunner(context, output.json())
        .start(
            WorkflowKind.BACKUP,
            database,
            "Back up " + database,
            BackupRequest.of(database),
            detach);
  }
}
