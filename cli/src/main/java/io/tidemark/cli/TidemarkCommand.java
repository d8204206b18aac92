package io.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "tidemark",
    description = "Durable backups of PostgreSQL, as Temporal workflows.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      WorkerCommand.class,
      DoctorCommand.class,
      BackupCommand.class,
      ListCommand.class,
      ShowCommand.class,
      VerifyCommand.class,
      PruneCommand.class,
      HoldCommand.class,
      ReleaseCommand.class,
      RestoreCommand.class,
      PendingCommand.class,
      ApproveCommand.class,
      RejectCommand.class,
      RollbackCommand.class,
      FinalizeCommand.class,
      StatusCommand.class,
      HistoryCommand.class,
      AttachCommand.class,
      CancelCommand.class,
      ScheduleCommand.class,
      NotifyCommand.class,
      KeysCommand.class,
      StoreCommand.class,
      ConfigCommand.class,
      ReportCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "New here? Try: tidemark demo",
      "Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 done with findings,",
      "10 not found, 11 busy, 12 denied, 13 damaged, 130 interrupted."
    })
final class TidemarkCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? See: tidemark --help");
  }
}
