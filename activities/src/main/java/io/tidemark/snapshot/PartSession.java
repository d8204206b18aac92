package io.tidemark.snapshot;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The session of one part: under the backup's snapshot, with the part's tables locked by itself and
 * compared with what they are now, so that the part is right even when every holder dies after the
 * import. Beside it an observer, in autocommit mode, that waits for nobody.
 */
public final class PartSession implements AutoCloseable {
  private final Connection session;
  private final Connection observer;
  private final HeldSnapshot snapshot;
  private final DdlQueue queue;

  private PartSession(
      Connection session, Connection observer, HeldSnapshot snapshot, DdlQueue queue) {
    this.session = session;
    this.observer = observer;
    this.snapshot = snapshot;
    this.queue = queue;
  }

  /**
   * How a part comes to its snapshot.
   *
   * @param name of its sessions; earlier attempts of the same name are ended first
   * @param snapshots of one generation
   * @param onDdl what to do with DDL in the way
   * @param lockTimeout how long a lock may take
   */
  public record Access(
      Sessions sessions,
      ConnectionTarget target,
      SessionName name,
      List<HeldSnapshot> snapshots,
      OnDdl onDdl,
      Duration lockTimeout) {
    public Access {
      snapshots = List.copyOf(snapshots);
    }
  }

  /**
   * Opens a part's sessions.
   *
   * @param tables OIDs of the tables whose rows the part reads
   * @throws SnapshotGoneException when no snapshot can be imported, or when a table was rewritten
   *     after the last holder had died
   * @throws BlockedByDdlException when a lock was not to be had in time
   */
  public static PartSession open(Access access, Collection<Long> tables)
      throws SQLException, SnapshotGoneException, BlockedByDdlException {
    String name = access.name().text();
    Connection observer = access.sessions().open(access.target(), name);
    Connection session = null;
    try {
      SessionSettings.forDump(observer);
      EarlierAttempts.end(observer, access.name());
      SnapshotImport.Imported imported =
          SnapshotImport.open(access.sessions(), access.target(), access.snapshots(), name);
      session = imported.session();
      DdlQueue queue = new DdlQueue(observer, access.name().runPrefix());
      TableLocks locks = new TableLocks(session, queue, access.onDdl(), access.lockTimeout());
      Map<Long, TableState> seen = TableState.read(session, tables);
      if (seen.size() != tables.size()
          || !locks.take(seen)
          || !seen.equals(TableState.read(observer, tables))) {
        throw new SnapshotGoneException(
            "a table of this part was rewritten or dropped after the last holder had died");
      }
      return new PartSession(session, observer, imported.from(), queue);
    } catch (SQLException | RuntimeException | SnapshotGoneException | BlockedByDdlException e) {
      Closing.quietly(session);
      Closing.quietly(observer);
      throw e;
    }
  }

  /** Under the snapshot, in a read-only transaction. */
  public Connection session() {
    return session;
  }

  /** Which of the snapshots was imported. */
  public HeldSnapshot snapshot() {
    return snapshot;
  }

  /** Who stands in the way of locks now. */
  public DdlQueue queue() {
    return queue;
  }

  /** Exports the snapshot once more, for a program that lives no longer than this session. */
  public String export() throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet id = statement.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
      id.next();
      return id.getString(1);
    }
  }

  /**
   * Proves that the session, and so its server and its export, lived up to now.
   *
   * @throws SQLException when it is lost: what was read beside it may be of another snapshot
   */
  public void proveAlive() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  @Override
  public void close() {
    Closing.quietly(session);
    Closing.quietly(observer);
  }
}
