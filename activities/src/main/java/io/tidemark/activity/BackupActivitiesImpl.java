package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.PlanSummary;
import io.tidemark.api.backup.Preflight;

/** The short steps of a backup, a class each. */
public final class BackupActivitiesImpl implements BackupActivities {
  private final PreflightStep preflight;
  private final PlanStep plan;
  private final ChecksumStep checksum;
  private final SealStep seal;

  public BackupActivitiesImpl(Installation installation, PlanCache plans) {
    this.preflight = new PreflightStep(installation);
    this.plan = new PlanStep(installation);
    this.checksum = new ChecksumStep(installation);
    this.seal = new SealStep(installation, plans);
  }

  @Override
  public Preflight preflight(PreflightInput input) {
    return ActivityFailures.mapping(FailureType.POSTGRES_FAILED, () -> preflight.run(input));
  }

  @Override
  public PlanSummary plan(PlanInput input) {
    return ActivityFailures.mapping(FailureType.POSTGRES_FAILED, () -> plan.run(input));
  }

  @Override
  public ChecksumResult checksum(SealInput input) {
    return ActivityFailures.mapping(FailureType.CHECKSUM_FAILED, () -> checksum.run(input));
  }

  @Override
  public BackupResult seal(SealInput input) {
    return ActivityFailures.mapping(FailureType.SEAL_FAILED, () -> seal.run(input));
  }
}
