package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.Finding;
import io.tidemark.api.restore.ResolvedRestore;
import io.tidemark.api.restore.RestoreActivities;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.archive.BackupRepository;
import io.tidemark.archive.Manifest;
import io.tidemark.load.Connector;
import io.tidemark.load.SideDatabase;
import io.tidemark.promote.PreviousName;
import io.tidemark.promote.Promotion;
import io.tidemark.promote.StandbySessions;
import io.tidemark.snapshot.SessionName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The short steps of a restore. */
public final class RestoreActivitiesImpl implements RestoreActivities {
  private final Installation installation;
  private final ResolveStep resolve;
  private final RestorePins pins;
  private final Decisions decisions;

  public RestoreActivitiesImpl(Installation installation) {
    this.installation = installation;
    this.resolve = new ResolveStep(installation);
    this.pins = new RestorePins(installation);
    this.decisions = new Decisions(installation);
  }

  @Override
  public ResolvedRestore resolve(ResolveInput input) {
    return ActivityFailures.mapping(
        FailureType.POSTGRES_FAILED,
        () -> {
          ResolvedRestore resolved = resolve.run(input);
          if (resolved.replacesLive()) {
            pins.whileItIsDecided(resolved);
          }
          return resolved;
        });
  }

  @Override
  public void preRestoreBackup(PinInput input) {
    ActivityFailures.mapping(
        FailureType.STORE_UNAVAILABLE,
        () -> {
          requireSealed(input);
          pins.whileItMayBeNeeded(input);
          return null;
        });
  }

  /** Its manifest says that it is a safety backup, which retention respects. */
  private void requireSealed(PinInput input)
      throws UnknownNameException, RefusedException, IOException {
    String database = input.context().backup().database();
    BackupRepository repository = installation.repository(installation.database(database).store());
    Optional<Manifest> manifest = repository.find(database, input.safetyBackupId());
    if (manifest.isEmpty() || !manifest.get().header().safety()) {
      throw new RefusedException(
          FailureType.BACKUP_NOT_FOUND,
          "the safety backup " + input.safetyBackupId() + " is not in the store");
    }
    repository.open(manifest.get(), installation.keys());
  }

  @Override
  public Promoted restore(PromoteInput input) {
    return ActivityFailures.mapping(FailureType.PROMOTE_FAILED, () -> promote(input));
  }

  private Promoted promote(PromoteInput input) throws Exception {
    RestoreContext context = input.context();
    decisions.require(input.decision(), context, info());
    RestorePlace place = RestorePlace.of(context, info(), installation);
    OpenContents backup = OpenContents.of(context.backup(), installation);
    Promotion.Promoted promoted =
        new Promotion(place.maintenance(session(context, "promote")))
            .promote(
                new Promotion.Request(
                    context.target(),
                    context.targetOid(),
                    context.sideDatabase(),
                    input.sideOid(),
                    PreviousName.of(context.target(), Instant.parse(input.at())),
                    place.mark(),
                    backup.contents().database(),
                    false));
    return new Promoted(
        context.target(),
        promoted.oid(),
        promoted.previous().orElse(""),
        promoted.refusedMillis(),
        Stream.concat(promoted.findings().stream(), standby(context, place).stream()).toList());
  }

  /** Sessions on the configured standby, which no rename on the primary ends. */
  private List<Finding> standby(RestoreContext context, RestorePlace place)
      throws InterruptedException {
    SessionName name = session(context, "standby");
    Optional<Connector> replica = place.standby(name);
    return replica.isEmpty() || context.targetOid() == 0
        ? List.of()
        : new StandbySessions(place.maintenance(name), replica.get())
            .end(context.targetOid(), context.target());
  }

  @Override
  public void dropSideDatabase(RestoreContext context) {
    ActivityFailures.mapping(
        FailureType.POSTGRES_FAILED,
        () -> {
          RestorePlace place = RestorePlace.of(context, info(), installation);
          return new SideDatabase(place.maintenance(session(context, "drop")))
              .drop(context.sideDatabase(), place.mark());
        });
  }

  private static ActivityInfo info() {
    return Activity.getExecutionContext().getInfo();
  }

  private static SessionName session(RestoreContext context, String step) {
    return new SessionName(context.restoreId(), step, info().getAttempt());
  }
}
