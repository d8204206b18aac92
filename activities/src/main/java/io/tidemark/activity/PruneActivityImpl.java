package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.tidemark.api.FailureType;
import io.tidemark.api.prune.PruneActivity;
import io.tidemark.api.prune.PrunedStore;
import io.tidemark.api.prune.PrunedStore.PrunedBackup;
import io.tidemark.api.prune.PrunedStore.SweptObjects;
import io.tidemark.prune.Judged;
import io.tidemark.prune.Outcome;
import io.tidemark.prune.PruneReport;
import io.tidemark.prune.PruneTerms;
import io.tidemark.prune.Pruning;
import io.tidemark.retention.RetentionPolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Deletes the backups of one database that no rule keeps any more, and sweeps the store. */
public final class PruneActivityImpl implements PruneActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int ANY_SHARE = 100;

  /** A result has to stay under Temporal's limit of 2 MB. */
  private static final int MOST_KEPT_ROWS = 1_000;

  private final Installation installation;
  private final Clock clock;

  public PruneActivityImpl(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public List<String> pruneStores(String database) {
    return ActivityFailures.mapping(
        FailureType.PRUNE_FAILED, () -> installation.database(database).stores());
  }

  @Override
  public PrunedStore prune(PruneInput input) {
    return ActivityFailures.mapping(
        FailureType.PRUNE_FAILED,
        () ->
            Heartbeating.run(
                Activity.getExecutionContext(), input::store, HEARTBEAT, () -> run(input)));
  }

  private PrunedStore run(PruneInput input) throws UnknownNameException, IOException {
    DatabaseSettings settings = installation.database(input.database());
    if (!settings.stores().contains(input.store())) {
      throw new UnknownNameException("store", input.store(), settings.stores());
    }
    RetentionPolicy policy = settings.retention(input.store());
    PruneReport report =
        new Pruning(installation.repository(input.store()), installation.keys(), clock)
            .run(
                new PruneTerms(
                    settings.name(),
                    input.anyShare() ? policy.withMaxDeletedPercent(ANY_SHARE) : policy,
                    input.dryRun(),
                    PruneTerms.GRACE,
                    Duration.ofMinutes(settings.maxMinutes()),
                    MarkOwner.ofThisActivity()));
    return pruned(input.store(), report);
  }

  private static PrunedStore pruned(String store, PruneReport report) {
    List<PrunedBackup> rows = new ArrayList<>();
    int gone = 0;
    int keptRows = 0;
    for (Judged backup : report.backups()) {
      gone += backup.outcome() == Outcome.DELETED ? 1 : 0;
      if (backup.outcome() != Outcome.KEPT || keptRows++ < MOST_KEPT_ROWS) {
        rows.add(
            new PrunedBackup(
                backup.backupId(),
                backup.takenAt().toString(),
                backup.bytes(),
                backup.outcome().word(),
                backup.reasons()));
      }
    }
    return new PrunedStore(
        store,
        report.backups().size() - gone,
        rows,
        report.refusal().orElse(""),
        report.strays().stream()
            .map(s -> new SweptObjects(s.backupId(), s.what(), s.objects(), s.bytes()))
            .toList(),
        report.unfinishedUploads(),
        report.notices());
  }
}
