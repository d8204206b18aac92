package io.tidemark.cli.report;

import io.tidemark.api.prune.PruneResult;
import io.tidemark.api.prune.PrunedStore;
import io.tidemark.api.prune.PrunedStore.PrunedBackup;
import io.tidemark.api.prune.PrunedStore.SweptObjects;
import io.tidemark.cli.outcome.ExitCode;
import io.tidemark.cli.terminal.Style;
import io.tidemark.cli.terminal.Terminal;
import io.tidemark.cli.terminal.Words;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Each backup, what became of it, and by which rule. */
final class PruneTable implements ResultReport<PruneResult> {
  @Override
  public void print(PruneResult result, Terminal terminal) {
    for (PrunedStore store : result.stores()) {
      print(result, store, terminal.out(), terminal.outStyle());
    }
  }

  private static void print(PruneResult result, PrunedStore store, PrintStream out, Style style) {
    out.println(
        style.bold(result.database() + " in " + store.store())
            + (result.dryRun() ? ", dry run: nothing was changed" : ""));
    for (PrunedBackup backup : store.backups()) {
      out.printf(
          "  %-24s %-20s %11s  %s %s%n",
          backup.backupId(),
          Instant.parse(backup.takenAt()).truncatedTo(ChronoUnit.SECONDS),
          Words.bytes(backup.bytes()),
          outcome(backup, style),
          String.join(", ", backup.reasons()));
    }
    int shown = store.backups().size() - store.deleted().size();
    if (store.kept() > shown) {
      out.println("  and " + Words.count(store.kept() - shown, "older backup") + " that are kept");
    }
    if (!store.refusal().isEmpty()) {
      out.println(style.warn("  nothing deleted: ") + store.refusal());
    }
    String swept = result.dryRun() ? "  to be swept: " : "  swept: ";
    for (SweptObjects stray : store.strays()) {
      out.println(
          swept
              + Words.count(stray.objects(), "object")
              + " in "
              + stray.backupId()
              + ", "
              + Words.bytes(stray.bytes())
              + ": "
              + stray.what());
    }
    if (store.unfinishedUploads() > 0) {
      out.println(swept + Words.count(store.unfinishedUploads(), "unfinished upload"));
    }
    store.notices().forEach(notice -> out.println(style.warn("  note: ") + notice));
  }

  private static String outcome(PrunedBackup backup, Style style) {
    String word = String.format("%-8s", backup.outcome());
    return backup.outcome().equals(PrunedBackup.KEPT) ? style.good(word) : style.warn(word);
  }

  @Override
  public ExitCode exitCode(PruneResult result) {
    return result.stores().stream().allMatch(store -> store.refusal().isEmpty())
        ? ExitCode.OK
        : ExitCode.FINDINGS;
  }
}
