package io.tidemark.cli;

import io.tidemark.activity.UnknownNameException;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.cli.Catalog.Entry;
import io.tidemark.cli.outcome.CommandException;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import io.tidemark.worker.Wiring;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets somebody at a terminal choose what to restore, from what there is. */
final class GuidedChoice {
  private static final int MOST = 20;

  private final Terminal terminal;
  private final Clock clock;

  GuidedChoice(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  /**
   * Lists the backups and asks for one; an empty answer takes the newest that is no safety backup.
   *
   * @throws CommandException when there is no backup, or the answer names none
   */
  Entry ask(Wiring wiring) throws CommandException, IOException {
    List<Entry> backups;
    try {
      backups = new Catalog(wiring).find(Optional.empty()).entries().stream().limit(MOST).toList();
    } catch (UnknownNameException e) {
      throw new CommandException(ExitCode.USAGE, "ConfigInvalid", String.valueOf(e.getMessage()));
    }
    Optional<Entry> newest =
        backups.stream().filter(entry -> !entry.manifest().header().safety()).findFirst();
    if (newest.isEmpty()) {
      throw new CommandException(
          ExitCode.NOT_FOUND,
          "BackupNotFound",
          "there are no backups yet",
          "Make one with: tidemark backup DB",
          null,
          null);
    }
    print(backups);
    int standard = backups.indexOf(newest.get()) + 1;
    return choose(backups, standard, terminal.ask("Restore which one? [" + standard + "] "));
  }

  private void print(List<Entry> backups) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < backups.size(); i++) {
      Entry entry = backups.get(i);
      ManifestHeader header = entry.manifest().header();
      Duration age = Duration.between(header.createdAt(), clock.instant());
      lines.add(
          String.format(
              "%3d  %-20s %s  %9s old  %11s  verified: %s%s",
              i + 1,
              header.database(),
              header.createdAt().truncatedTo(ChronoUnit.SECONDS),
              age(age),
              Words.bytes(header.storedBytes()),
              entry.verified().map(ListCommand::verified).orElse("never"),
              header.safety() ? "  (safety backup of a restore)" : ""));
    }
    lines.forEach(terminal.err()::println);
  }

  private static Entry choose(List<Entry> backups, int standard, @Nullable String answer)
      throws CommandException {
    if (answer == null) {
      throw new CommandException(
          ExitCode.DENIED, "ConfirmationRequired", "nothing was chosen; nothing was started");
    }
    int number =
        answer.isEmpty() ? standard : answer.matches("\\d{1,2}") ? Integer.parseInt(answer) : 0;
    if (number < 1 || number > backups.size()) {
      throw CommandException.usage("there is no number " + answer + " in the list");
    }
    return backups.get(number - 1);
  }

  private static String age(Duration age) {
    return age.toDays() > 1
        ? age.toDays() + " days"
        : Words.seconds((double) Math.max(10, age.toSeconds()));
  }
}
