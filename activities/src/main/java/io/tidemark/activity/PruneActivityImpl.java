package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.prune.PruneActivity;
import io.tidemark.archive.BackupListing;
import io.tidemark.archive.BackupLocation;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.UnreadableManifest;
import io.tidemark.retention.RetentionPlan;
import io.tidemark.retention.SealedBackup;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes the backups of one database that no rule keeps any more. */
public final class PruneActivityImpl implements PruneActivity {
  private static final Logger log = LoggerFactory.getLogger(PruneActivityImpl.class);

  private final Installation installation;
  private final Clock clock;

  public PruneActivityImpl(Installation installation, Clock clock) {
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public PruneResult prune(PruneInput input) {
    return ActivityFailures.mapping(FailureType.PRUNE_FAILED, () -> run(input));
  }

  private PruneResult run(PruneInput input)
      throws UnknownNameException, RefusedException, IOException {
    DatabaseSettings settings = installation.database(input.database());
    BackupRepository repository = installation.repository(input.store());
    BackupListing listing = repository.list(settings.name());
    for (UnreadableManifest manifest : listing.unreadable()) {
      log.warn("prune leaves {} alone: {}", manifest.key(), manifest.reason());
    }
    RetentionPlan plan =
        settings
            .retention(input.store())
            .plan(listing.manifests().stream().map(this::sealed).toList(), clock.instant());
    if (plan.refusal().isPresent()) {
      throw new RefusedException(FailureType.PRUNE_FAILED, plan.refusal().get());
    }
    List<String> deleted = new ArrayList<>();
    for (SealedBackup backup : plan.deletions()) {
      repository.delete(new BackupLocation(settings.name(), backup.backupId()));
      deleted.add(backup.backupId());
    }
    return new PruneResult(listing.manifests().size() - deleted.size(), deleted);
  }

  private SealedBackup sealed(Manifest manifest) {
    return new SealedBackup(manifest.header().backupId(), manifest.header().createdAt(), Set.of());
  }
}
