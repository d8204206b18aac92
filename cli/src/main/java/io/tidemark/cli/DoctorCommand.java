package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.cli.doctor.Diagnosis;
import io.tidemark.cli.doctor.Diagnosis.Verdict;
import io.tidemark.cli.doctor.Doctor;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.cli.terminal.Style;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    description = "Look at everything that a backup or a restore needs, and say what to mend.")
final class DoctorCommand implements Callable<Integer> {
  private final CliContext context;

  @Mixin private JsonOption output = new JsonOption();

  DoctorCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
      List<Diagnosis> all =
          new Doctor(wiring, context.temporal()::open)
              .examine(output.json() ? unused -> {} : this::print);
      Verdict worst = Diagnosis.worst(all);
      if (output.json()) {
        ObjectNode object = Json.object().put("verdict", worst.name());
        object.set("checks", Json.node(all));
        context.terminal().out().println(Json.line(object));
      }
      return exitCode(worst).code();
    }
  }

  private void print(Diagnosis diagnosis) {
    Style style = context.terminal().outStyle();
    String word = String.format(Locale.ROOT, "%-4s", diagnosis.verdict());
    String verdict =
        switch (diagnosis.verdict()) {
          case OK -> style.good(word);
          case WARN -> style.warn(word);
          case FAIL -> style.bad(word);
        };
    String cure = diagnosis.cure() == null ? "" : " → " + diagnosis.cure();
    context
        .terminal()
        .out()
        .printf("%s  %-17s  %s%s%n", verdict, diagnosis.check(), diagnosis.message(), cure);
  }

  private static ExitCode exitCode(Verdict worst) {
    return switch (worst) {
      case OK -> ExitCode.OK;
      case WARN -> ExitCode.FINDINGS;
      case FAIL -> ExitCode.FAILED;
    };
  }
}
