package io.tidemark.activity;

import io.temporal.activity.ActivityInfo;
import io.tidemark.api.restore.RestoreContext;
import io.tidemark.load.Connector;
import io.tidemark.load.DatabaseMark;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.Sessions;
import io.tidemark.snapshot.SessionName;
import java.util.Optional;

/**
 * The server that a restore goes to, and the sessions it needs there.
 *
 * @param context the restore
 * @param settings of the database that was backed up; the restore goes to its server
 * @param sessions opens them
 * @param mark of the side database
 */
record RestorePlace(
    RestoreContext context, DatabaseSettings settings, Sessions sessions, DatabaseMark mark) {
  /** Where databases are created and renamed from: it is neither side nor target. */
  private static final String MAINTENANCE = "postgres";

  private static final String OTHER_MAINTENANCE = "template1";

  static RestorePlace of(RestoreContext context, ActivityInfo info, Installation installation)
      throws UnknownNameException {
    return new RestorePlace(
        context,
        installation.database(context.backup().database()),
        installation.sessions(),
        DatabaseMark.side(context.restoreId(), info.getWorkflowId(), info.getWorkflowRunId()));
  }

  /** Sessions that create, rename and drop databases. */
  Connector maintenance(SessionName name) {
    ConnectionTarget target = maintenance(settings.target(), context.target());
    return () -> sessions.open(target, name.text());
  }

  /** Sessions to the maintenance database of the configured standby; empty when there is none. */
  Optional<Connector> standby(SessionName name) {
    return settings
        .replica()
        .map(replica -> maintenance(replica, context.target()))
        .map(replica -> () -> sessions.open(replica, name.text()));
  }

  /** A database to manage others from. */
  static ConnectionTarget maintenance(ConnectionTarget target, String not) {
    return target.withDatabase(not.equals(MAINTENANCE) ? OTHER_MAINTENANCE : MAINTENANCE);
  }

  /** The side database. */
  ConnectionTarget side() {
    return settings.target().withDatabase(context.sideDatabase());
  }

  /** Sessions to the live database, for reading. */
  Connector live(SessionName name) {
    ConnectionTarget target = settings.target().withDatabase(context.target());
    return () -> sessions.open(target, name.text());
  }

  /** Sessions to the side database; whoever loads or checks sets them up. */
  Connector plain(SessionName name) {
    return () -> sessions.open(side(), name.text());
  }
}
