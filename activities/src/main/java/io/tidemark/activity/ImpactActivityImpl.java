package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.tidemark.api.FailureType;
import io.tidemark.api.restore.ImpactActivity;
import io.tidemark.api.restore.ImpactReport;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.impact.ImpactReader;
import io.tidemark.snapshot.SessionName;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares the live database with the one that would replace it. */
public final class ImpactActivityImpl implements ImpactActivity {
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Installation installation;

  public ImpactActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public ImpactReport impact(ImpactInput input) {
    ActivityExecutionContext execution = Activity.getExecutionContext();
    AtomicInteger tables = new AtomicInteger();
    return ActivityFailures.mapping(
        FailureType.POSTGRES_FAILED,
        () ->
            Heartbeating.run(
                execution, tables::get, HEARTBEAT, () -> run(input, execution, tables)));
  }

  private ImpactReport run(
      ImpactInput input, ActivityExecutionContext execution, AtomicInteger tables)
      throws Exception {
    RestoreContext context = input.context();
    RestorePlace place = RestorePlace.of(context, execution.getInfo(), installation);
    SessionName name =
        new SessionName(context.restoreId(), "impact", execution.getInfo().getAttempt());
    return new ImpactReader(place.live(name), place.plain(name), Clock.systemUTC())
        .read(
            OpenContents.of(context.backup(), installation).contents().database(),
            tables::incrementAndGet);
  }
}
