package io.tidemark.cli;

import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.outcome.FailureReport;
import io.tidemark.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Parses a command line, runs the command, and reports however it ends. */
final class Tidemark {
  private final CliContext context;

  Tidemark(CliContext context) {
    this.context = context;
  }

  /**
   * Runs a command.
   *
   * @return the exit status
   */
  int run(String... arguments) {
    Terminal terminal = context.terminal();
    boolean json = Arrays.asList(arguments).contains("--json");
    CommandLine line = new CommandLine(new TidemarkCommand(), new Factory(context));
    line.getSubcommands().values().forEach(Tidemark::addHelp);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.outStyle().colours() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((e, unused) -> report(misread(e), json))
        .setExecutionExceptionHandler((e, unused, parsed) -> report(Failures.explain(e), json))
        .execute(arguments);
  }

  private static void addHelp(CommandLine command) {
    if (command.getCommandSpec().findOption("--help") == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Show this help message and exit.")
                  .build());
    }
    command.getSubcommands().values().forEach(Tidemark::addHelp);
  }

  private int report(CommandException failure, boolean json) {
    FailureReport.print(failure, json, context.terminal());
    return failure.exitCode().code();
  }

  private static CommandException misread(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    return new CommandException(
        ExitCode.USAGE,
        "Usage",
        String.valueOf(e.getMessage()),
        "See: " + command + " --help",
        null,
        e);
  }

  /** Gives commands what is around them; picocli makes the rest itself. */
  private record Factory(CliContext context) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {CliContext.class})) {
          return type.cast(constructor.newInstance(context));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
