package io.tidemark.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.api.notify.Notice;
import io.tidemark.api.notify.NotifyActivity.Message;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Json;
import io.tidemark.notify.Notifier;
import io.tidemark.notify.NotifyException;
import io.tidemark.worker.Wiring;
import io.tidemark.worker.config.ConfigLoader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "notify",
    description = "Try the ways to tell people.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = NotifyCommand.Test.class)
final class NotifyCommand {
  private NotifyCommand() {}

  @Command(
      name = "test",
      description =
          "Send a test message now, from this machine, through one channel or through all.")
  static final class Test implements Callable<Integer> {
    private static final String OK = "ok";

    private final CliContext context;

    @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "Such as email or slack.")
    private @Nullable String channel;

    @Mixin private JsonOption output = new JsonOption();

    Test(CliContext context) {
      this.context = context;
    }

    @Override
    public Integer call() throws Exception {
      try (Wiring wiring = new Wiring(ConfigLoader.load(context.environment()))) {
        Notifier notifier = wiring.notifier();
        Map<String, String> found = new LinkedHashMap<>();
        for (String each : chosen(notifier)) {
          found.put(each, send(notifier, each));
        }
        print(found);
        boolean well = found.values().stream().allMatch(OK::equals);
        return (well ? ExitCode.OK : ExitCode.FAILED).code();
      }
    }

    private List<String> chosen(Notifier notifier) throws CommandException {
      if (notifier.channels().isEmpty()) {
        throw CommandException.usage(
            "no channel is configured: set NOTIFICATION_EMAIL with SMTP_HOST, or"
                + " NOTIFICATION_WEBHOOK");
      }
      if (channel == null) {
        return notifier.channels();
      }
      if (!notifier.channels().contains(channel)) {
        throw new CommandException(
            ExitCode.NOT_FOUND,
            "ChannelUnknown",
            "no channel "
                + channel
                + " is configured; there are: "
                + String.join(", ", notifier.channels()));
      }
      return List.of(channel);
    }

    private static String send(Notifier notifier, String channel) throws InterruptedException {
      Message message =
          new Message(
              "test-sent",
              "info",
              "",
              "A test message of Tidemark",
              List.of("The channel " + channel + " works. Nothing has happened to any database."));
      Notice notice = new Notice(message, Instant.now().toString(), "", "", "");
      try {
        notifier.deliver(channel, List.of(notice), 0);
        return OK;
      } catch (NotifyException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private void print(Map<String, String> found) {
      if (output.json()) {
        ObjectNode object = Json.object();
        ArrayNode channels = object.putArray("channels");
        found.forEach(
            (name, outcome) ->
                channels
                    .addObject()
                    .put("channel", name)
                    .put("sent", outcome.equals(OK))
                    .put("problem", outcome.equals(OK) ? null : outcome));
        context.terminal().out().println(Json.line(object));
        return;
      }
      found.forEach(
          (name, outcome) -> context.terminal().out().printf("%-10s %s%n", name, outcome));
    }
  }
}
