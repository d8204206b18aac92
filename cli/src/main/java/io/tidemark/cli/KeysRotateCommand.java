package io.tidemark.cli;

import io.tidemark.api.keys.RotateKeysRequest;
import io.tidemark.cli.report.WorkflowKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description = {
      "Give all backups of a database the keys that the worker is configured with now.",
      "Data is not touched; the old keys open everything until the last backup is done."
    })
final class KeysRotateCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(paramLabel = "DB", description = "The database's name in the worker's configuration.")
  private String database = "";

  @Option(
      names = "--skip-unreadable",
      description = "Go on though some backups open with no key at hand; they stay as they are.")
  private boolean skipUnreadable;

  @Option(names = "--detach", description = "Start it and come back at once.")
  private boolean detach;

  @Mixin private JsonOption output = new JsonOption();

  KeysRotateCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    return new WorkflowRunner(context, output.json())
        .start(
            WorkflowKind.ROTATE_KEYS,
            database,
            "Rotate the keys of " + database,
            new RotateKeysRequest(database, skipUnreadable),
            detach);
  }
}
