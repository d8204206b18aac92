package io.tidemark.cli.doctor;

import io.tidemark.activity.DatabaseSettings;
import io.tidemark.cli.terminal.Words;
import io.tidemark.prune.PruneReport;
import io.tidemark.prune.PruneTerms;
import io.tidemark.prune.Pruning;
import io.tidemark.prune.Stray;
import io.tidemark.worker.Wiring;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What lies in a database's stores and belongs to no backup; a dry run of a prune finds it. */
final class StrayCheck implements Check {
  private final Wiring wiring;
  private final DatabaseSettings database;

  StrayCheck(Wiring wiring, DatabaseSettings database) {
    this.wiring = wiring;
    this.database = database;
  }

  @Override
  public String name() {
    return "strays";
  }

  @Override
  public List<Diagnosis> look() throws Exception {
    List<Diagnosis> found = new ArrayList<>();
    for (String store : database.stores()) {
      found.addAll(look(store));
    }
    return found.isEmpty() ? List.of(Diagnosis.ok(name(), "none in the stores")) : found;
  }

  private List<Diagnosis> look(String store) throws Exception {
    PruneReport report = dryRun(store);
    String cure = "tidemark prune " + database.name() + " --store " + store + " sweeps them.";
    List<Diagnosis> found = new ArrayList<>();
    for (Stray stray : report.strays()) {
      found.add(
          Diagnosis.warn(
              name(),
              Words.count(stray.objects(), "object")
                  + " in "
                  + store
                  + ", "
                  + stray.backupId()
                  + ": "
                  + stray.what(),
              cure));
    }
    if (report.unfinishedUploads() > 0) {
      found.add(
          Diagnosis.warn(
              name(),
              Words.count(report.unfinishedUploads(), "unfinished upload") + " in " + store,
              cure));
    }
    return found;
  }

  private PruneReport dryRun(String store) throws Exception {
    return new Pruning(wiring.repository(store), wiring.keys(), Clock.systemUTC())
        .run(
            new PruneTerms(
                database.name(),
                database.retention(store),
                true,
                PruneTerms.GRACE,
                Duration.ofMinutes(database.maxMinutes()),
                "doctor"));
  }
}
