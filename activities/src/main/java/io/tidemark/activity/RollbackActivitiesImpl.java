package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.api.restore.RollbackActivities;
import io.tidemark.promote.Finalization;
import io.tidemark.promote.Rollback;
import io.tidemark.snapshot.SessionName;

/** Takes a promotion back, or makes it final. */
public final class RollbackActivitiesImpl implements RollbackActivities {
  private final Installation installation;

  public RollbackActivitiesImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public RolledBack rollBack(UndoInput input) {
    return ActivityFailures.mapping(FailureType.PROMOTE_FAILED, () -> swapBack(input));
  }

  private RolledBack swapBack(UndoInput input) throws Exception {
    RestoreContext context = input.context();
    RestorePlace place = RestorePlace.of(context, info(), installation);
    long refusedMillis =
        new Rollback(place.maintenance(session(context, "rollback")))
            .rollBack(
                new Rollback.Request(
                    context.target(),
                    context.targetOid(),
                    input.restoredOid(),
                    context.sideDatabase(),
                    place.mark().takenBack(context.target())));
    return new RolledBack(context.sideDatabase(), refusedMillis);
  }

  @Override
  public void dropPrevious(UndoInput input) {
    ActivityFailures.mapping(
        FailureType.POSTGRES_FAILED,
        () -> {
          RestoreContext context = input.context();
          return new Finalization(
                  RestorePlace.of(context, info(), installation)
                      .maintenance(session(context, "finalize")))
              .dropPrevious(context.targetOid(), context.restoreId());
        });
  }

  private static ActivityInfo info() {
    return Activity.getExecutionContext().getInfo();
  }

  private static SessionName session(RestoreContext context, String step) {
    return new SessionName(context.restoreId(), step, info().getAttempt());
  }
}
