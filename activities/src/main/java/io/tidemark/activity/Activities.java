package io.tidemark.activity;

import io.tidemark.pipeline.Pipeline;
import java.time.Clock;

/** Every activity of Tidemark, by the queue that it belongs on. */
public final class Activities {
  private final Installation installation;
  private final PartMeter meter;
  private final OutcomeMeter outcomes;
  private final PlanCache plans = new PlanCache();

  /**
   * @param installation what names stand for on this worker
   * @param meter told of each stored part
   * @param outcomes told how jobs ended
   */
  public Activities(Installation installation, PartMeter meter, OutcomeMeter outcomes) {
    this.installation = installation;
    this.meter = meter;
    this.outcomes = outcomes;
  }

  /** Steps that take seconds, for the base queue. */
  public Object[] shortOnes() {
    return new Object[] {
      new LockActivityImpl(),
      new NotifyActivityImpl(installation, outcomes),
      new DeliverActivityImpl(installation),
      new BackupActivitiesImpl(installation, plans),
      new FindActivityImpl(installation, outcomes),
      new RestoreActivitiesImpl(installation),
      new RollbackActivitiesImpl(installation),
      new RecordActivitiesImpl(installation)
    };
  }

  /** Work, for the queue with few slots. */
  public Object[] parts() {
    return new Object[] {
      new PartActivityImpl(installation, plans, new Pipeline(), meter),
      new CopyActivityImpl(installation),
      new VerifyActivityImpl(installation),
      new RotateKeysActivityImpl(installation),
      new LoadActivitiesImpl(installation),
      new ImpactActivityImpl(installation)
    };
  }

  /** Deleting, for the queue of those who may. */
  public Object[] prunes() {
    return new Object[] {new PruneActivityImpl(installation, Clock.systemUTC())};
  }

  /** Waiting, for the queue with many slots. */
  public Object[] holders() {
    return new Object[] {new HoldActivityImpl(installation)};
  }
}
