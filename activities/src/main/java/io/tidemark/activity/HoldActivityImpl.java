package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.BackupWorkflow;
import io.tidemark.api.backup.HoldActivity;
import io.tidemark.archive.BackupLocation;
import io.tidemark.snapshot.HoldRequest;
import io.tidemark.snapshot.OnDdl;
import io.tidemark.snapshot.SessionName;
import io.tidemark.snapshot.SnapshotHolder;
import io.tidemark.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a snapshot open until it is cancelled. */
public final class HoldActivityImpl implements HoldActivity {
  private static final Duration TEND = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private static final Logger log = LoggerFactory.getLogger(HoldActivityImpl.class);

  private final Installation installation;

  /** Tokens of the holders that run in this process. */
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  public HoldActivityImpl(Installation installation) {
    this.installation = installation;
  }

  @Override
  public void holdSnapshot(HoldInput input) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    ActivityFailures.mapping(
        FailureType.POSTGRES_FAILED,
        () -> {
          if (!Collections.disjoint(running, input.notOn())) {
            throw new RefusedException(
                FailureType.WRONG_WORKER, "another holder of this snapshot runs in this process");
          }
          running.add(input.token());
          try {
            return Heartbeating.run(
                context, () -> input.token(), HEARTBEAT, () -> hold(context, input));
          } finally {
            running.remove(input.token());
          }
        });
  }

  private Void hold(ActivityExecutionContext context, HoldInput input) throws Exception {
    DatabaseSettings settings = installation.database(input.context().database());
    SessionName name =
        new SessionName(
            input.context().backupId(),
            "holder-" + input.generation() + "-" + input.holder(),
            context.getInfo().getAttempt());
    HoldRequest request =
        new HoldRequest(
            name,
            input.generation(),
            input.holder(),
            input.token(),
            input.alive(),
            OnDdl.of(input.onDdl()),
            HoldRequest.DEFAULT_LOCK_TIMEOUT,
            HoldRequest.DEFAULT_TRIES);
    try (SnapshotHolder holder =
        SnapshotHolder.open(installation.sessions(), settings.target(), request)) {
      context
          .getWorkflowClient()
          .newUntypedWorkflowStub(WorkflowTarget.of(context.getInfo()))
          .signal(BackupWorkflow.HOLDER_READY, holder.held());
      stay(holder, input.context());
      return null;
    }
  }

  /** Parts may take hours; whoever holds the snapshot says meanwhile that the backup runs. */
  private void mark(String store, BackupLocation location) throws UnknownNameException {
    try {
      installation.marks().running(installation.store(store), location, MarkOwner.ofThisActivity());
    } catch (StoreException e) {
      // The store may be away for a while: no reason to give up the snapshot.
      log.warn("backup {} is not marked as running: {}", location.backupId(), e.getMessage());
    }
  }

  /** Ends by the interrupt that a cancelled heartbeat sends, or when the session is lost. */
  private void stay(SnapshotHolder holder, BackupContext backup)
      throws SQLException, InterruptedException, UnknownNameException {
    BackupLocation location = new BackupLocation(backup.database(), backup.backupId());
    while (true) {
      holder.tend();
      mark(backup.store(), location);
      TimeUnit.MILLISECONDS.sleep(TEND.toMillis());
    }
  }
}
