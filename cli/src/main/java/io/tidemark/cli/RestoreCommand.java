package io.tidemark.cli;

import io.tidemark.api.restore.RestoreRequest;
import io.tidemark.api.verify.VerifyRequest;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.report.WorkflowKind;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Restore a backup into a side database, check it, and give it its name.",
      "A live database of that name is replaced only after its name was typed, after somebody else"
          + " has approved (--requester), or with --no-confirm. It is kept beside the restored one"
          + " for a while, and can be had back with: tidemark rollback WORKFLOW"
    })
final class RestoreCommand implements Callable<Integer> {
  private final CliContext context;

  @Parameters(
      paramLabel = "DB",
      arity = "0..1",
      description = {
        "The database's name in the worker's configuration.",
        "Without it, at a terminal, the backups are listed to choose from."
      })
  private @Nullable String given;

  @Option(
      names = "--backup",
      paramLabel = "ID",
      defaultValue = VerifyRequest.LATEST,
      description = "Which backup; ${DEFAULT-VALUE} when not given.")
  private String backup = VerifyRequest.LATEST;

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "The newest backup that shows the database at or before this, in ISO 8601.")
  private @Nullable String before;

  @Option(
      names = "--requester",
      paramLabel = "NAME",
      description = {
        "Who asks for it: the live database is replaced when somebody else has approved.",
        "See: tidemark pending"
      })
  private @Nullable String requester;

  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "Keep it as a new database of this name; nothing is replaced.")
  private @Nullable String into;

  @Option(
      names = "--store",
      paramLabel = "NAME",
      description = "The store to restore from; the one that is written first when not given.")
  private @Nullable String store;

  @Option(
      names = "--file",
      paramLabel = "MANIFEST",
      description = "Take this manifest in the store: its key, or its path under BACKUP_DIR.")
  private @Nullable String manifest;

  @Option(
      names = "--no-confirm",
      description = "Replace the live database without asking for its name.")
  private boolean noConfirm;

  @Option(
      names = "--no-test",
      description = "Leave out the checks after loading; digests are always compared.")
  private boolean noTest;

  @Option(names = "--no-backup", description = "Leave out the backup of the live database before.")
  private boolean noBackup;

  @Option(names = "--detach", description = "Start it and come back at once.")
  private boolean detach;

  @Mixin private JsonOption output = new JsonOption();

  RestoreCommand(CliContext context) {
    this.context = context;
  }

  /** Approvers may be configured, and nobody approves a restore of their own. */
  private @Nullable String requester(boolean inPlace) {
    if (requester != null || !inPlace || context.user().isBlank()) {
      return requester;
    }
    return context.user();
  }

  @Override
  public Integer call() throws Exception {
    if (manifest != null && !backup.equals(VerifyRequest.LATEST)) {
      throw CommandException.usage("--backup and --file name two backups: give one of them");
    }
    if (given != null) {
      return restore(given);
    }
    if (!context.terminal().canAsk()) {
      throw new CommandException(
          ExitCode.USAGE,
          "Usage",
          "which database? Without a name, the backups are listed at a terminal only",
          "See: tidemark restore --help",
          null,
          null);
    }
    Entry chosen;
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      chosen = new GuidedChoice(context.terminal(), Clock.systemUTC()).ask(wiring);
    }
    backup = chosen.manifest().header().backupId();
    store = chosen.store();
    return restore(chosen.manifest().header().database());
  }

  private int restore(String database) throws Exception {
    String target = into == null ? database : into;
    boolean inPlace = into == null || into.equals(database);
    String confirmed =
        inPlace && requester == null
            ? new Confirmation(context.terminal()).of(target, noConfirm)
            : null;
    RestoreRequest request =
        new RestoreRequest(
            database,
            backup,
            store,
            into,
            manifest == null ? null : ManifestPath.key(manifest, context.environment()),
            before,
            requester(inPlace),
            confirmed,
            noConfirm,
            noTest,
            noBackup);
    return new WorkflowRunner(context, output.json())
        .start(
            WorkflowKind.RESTORE,
            database,
            "Restore " + backup + " of " + database + " as " + target,
            request,
            detach);
  }
}
