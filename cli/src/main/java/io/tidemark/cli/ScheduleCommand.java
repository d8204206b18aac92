package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.temporal.TemporalSession;
import io.tidemark.cli.terminal.Json;
import io.tidemark.schedule.ScheduleChange;
import io.tidemark.schedule.ScheduleState;
import io.tidemark.schedule.ScheduledJob;
import io.tidemark.schedule.Schedules;
import io.tidemark.worker.config.ConfigLoader;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "schedule",
    description = "Let jobs run by themselves, by Temporal's schedules.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ScheduleCommand.Apply.class,
      ScheduleCommand.ListAll.class,
      ScheduleCommand.Pause.class,
      ScheduleCommand.Resume.class,
      ScheduleCommand.Run.class,
      ScheduleCommand.Delete.class
    })
final class ScheduleCommand {
  private static final String ID = "As schedule list shows it, such as tidemark-backup-orders.";
  private static final String NOTE = "Why; everybody who lists it sees this.";

  private ScheduleCommand() {}

  @Command(name = "apply", description = "Make Temporal's schedules what the configuration says.")
  static final class Apply implements Callable<Integer> {
    private final CliContext context;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Mixin private JsonOption output = new JsonOption();

    Apply(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      List<ScheduledJob> jobs = ConfigLoader.load(context.environment()).schedules();
      try (TemporalSession session = context.temporal().open()) {
        Schedules schedules = new Schedules(session.client(), session.taskQueue());
        List<ScheduleChange> changes = schedules.plan(jobs);
        if (!dryRun) {
          schedules.apply(changes, jobs);
        }
        print(changes);
      }
      return 0;
    }

    private void print(List<ScheduleChange> changes) {
      PrintStream out = context.terminal().out();
      if (output.json()) {
        ObjectNode object = Json.object().put("applied", !dryRun);
        object.set("changes", Json.node(changes));
        out.println(Json.line(object));
        return;
      }
      if (changes.isEmpty()) {
        out.println("nothing is scheduled; set BACKUP_SCHEDULE, such as \"0 2 * * *\"");
      }
      for (ScheduleChange change : changes) {
        out.printf(
            "%-10s %s%n",
            change.kind() == ScheduleChange.Kind.NONE
                ? "unchanged"
                : change.kind().name().toLowerCase(Locale.ROOT),
            change.id());
        TreeSet<String> names = new TreeSet<>(change.before().keySet());
        names.addAll(change.after().keySet());
        for (String name : names) {
          Optional.ofNullable(change.before().get(name))
              .ifPresent(value -> out.printf("  - %s: %s%n", name, value));
          Optional.ofNullable(change.after().get(name))
              .ifPresent(value -> out.printf("  + %s: %s%n", name, value));
        }
      }
      if (dryRun) {
        out.println("nothing was changed: this was a dry run");
      }
    }
  }

  @Command(name = "list", description = "List schedules and when they run.")
  static final class ListAll implements Callable<Integer> {
    private final CliContext context;

    @Mixin private JsonOption output = new JsonOption();

    ListAll(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      try (TemporalSession session = context.temporal().open()) {
        print(new Schedules(session.client(), session.taskQueue()).list());
      }
      return 0;
    }

    private void print(List<ScheduleState> states) {
      PrintStream out = context.terminal().out();
      if (output.json()) {
        ObjectNode object = Json.object();
        ArrayNode schedules = object.putArray("schedules");
        states.forEach(state -> schedules.add(Json.node(state)));
        out.println(Json.line(object));
        return;
      }
      if (states.isEmpty()) {
        out.println("no schedules; make them with: tidemark schedule apply");
        return;
      }
      out.printf("%-36s %-16s %-20s %-20s%n", "SCHEDULE", "STARTS", "NEXT", "LAST");
      for (ScheduleState state : states) {
        out.printf(
            "%-36s %-16s %-20s %-20s%s%n",
            state.id(),
            state.workflowType(),
            state.paused() ? "paused" : words(state.next()),
            words(state.last()),
            state.note().isEmpty() ? "" : " " + state.note());
      }
    }

    private static String words(Optional<Instant> instant) {
      return instant.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
    }
  }

  @Command(name = "pause", description = "Let a schedule start nothing until it is resumed.")
  static final class Pause implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = NOTE)
    private String note = "paused by tidemark schedule pause";

    @Mixin private JsonOption output = new JsonOption();

    Pause(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      return one(context, output, id, "paused", schedules -> schedules.pause(id, note));
    }
  }

  @Command(name = "resume", description = "Let a paused schedule start its job again.")
  static final class Resume implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = NOTE)
    private String note = "resumed by tidemark schedule resume";

    @Mixin private JsonOption output = new JsonOption();

    Resume(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      return one(context, output, id, "resumed", schedules -> schedules.resume(id, note));
    }
  }

  @Command(name = "run", description = "Start a schedule's job now, unless it runs already.")
  static final class Run implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Mixin private JsonOption output = new JsonOption();

    Run(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      return one(context, output, id, "started", schedules -> schedules.run(id));
    }
  }

  @Command(name = "delete", description = "Delete a schedule; what it started goes on.")
  static final class Delete implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "ID", description = ID)
    private String id = "";

    @Mixin private JsonOption output = new JsonOption();

    Delete(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      return one(context, output, id, "deleted", schedules -> schedules.delete(id));
    }
  }

  private static int one(
      CliContext context, JsonOption output, String id, String done, Predicate<Schedules> action)
      throws Exception {
    try (TemporalSession session = context.temporal().open()) {
      if (!action.test(new Schedules(session.client(), session.taskQueue()))) {
        throw new CommandException(
            ExitCode.NOT_FOUND,
            "ScheduleUnknown",
            "there is no schedule " + id,
            "See what there is with: tidemark schedule list",
            null,
            null);
      }
    }
    context
        .terminal()
        .out()
        .println(
            output.json()
                ? Json.line(Json.object().put("schedule", id).put("done", done))
                : done + " " + id);
    return 0;
  }
}
