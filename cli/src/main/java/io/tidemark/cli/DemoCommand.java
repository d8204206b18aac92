package io.tidemark.cli;

import io.tidemark.cli.demo.Demo;
import io.tidemark.cli.outcome.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Back up, wreck and restore a sample database on throw-away servers, and prove it.",
      "Needs no configuration, touches nothing of yours, and cleans up behind itself."
    })
final class DemoCommand implements Callable<Integer> {
  private final CliContext context;

  @Option(names = "--keep", description = "Leave everything running until Ctrl-C.")
  private boolean keep;

  @Mixin private JsonOption output = new JsonOption();

  DemoCommand(CliContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    boolean same = Demo.run(context.terminal(), output.json(), keep);
    return (same ? ExitCode.OK : ExitCode.FAILED).code();
  }
}
