package io.tidemark.snapshot;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.SessionSettings;
import io.tidemark.postgres.Sessions;
import io.tidemark.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Opens sessions under a snapshot that a holder keeps, and proves that it is that one. */
public final class SnapshotImport {
  private static final Set<String> NOT_THERE =
      Set.of(
          SqlStates.INVALID_PARAMETER,
          SqlStates.UNDEFINED_OBJECT,
          SqlStates.NOT_IN_PREREQUISITE_STATE);

  private SnapshotImport() {}

  /** A session in a REPEATABLE READ READ ONLY transaction, and whose snapshot it was given. */
  public record Imported(Connection session, HeldSnapshot from) {}

  /**
   * Tries every candidate. The session has pg_dump's settings and an open transaction, to be ended
   * by closing it.
   *
   * @param candidates snapshots of one generation
   * @throws SnapshotGoneException when none is there any more; an id that came back with another
   *     snapshot behind it counts as gone, and is never read
   */
  public static Imported open(
      Sessions sessions,
      ConnectionTarget target,
      List<HeldSnapshot> candidates,
      String applicationName)
      throws SnapshotGoneException, SQLException {
    requireOneGeneration(candidates);
    Connection session = sessions.open(target, applicationName);
    List<String> reasons = new ArrayList<>();
    try {
      SessionSettings.forDump(session);
      for (HeldSnapshot candidate : candidates) {
        String reason = adopt(session, candidate);
        if (reason.isEmpty()) {
          return new Imported(session, candidate);
        }
        reasons.add(candidate.snapshotId() + " " + reason);
      }
    } catch (SQLException | RuntimeException e) {
      close(session, e);
      throw e;
    }
    SnapshotGoneException gone =
        new SnapshotGoneException(
            "the backup's snapshot is gone: "
                + (reasons.isEmpty() ? "no holder is alive" : String.join("; ", reasons)));
    close(session, gone);
    throw gone;
  }

  /** Begins a transaction under the candidate's snapshot; else rolls back and says why not. */
  private static String adopt(Connection session, HeldSnapshot candidate) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      String reason;
      try {
        statement.execute("SET TRANSACTION SNAPSHOT " + Sql.literal(candidate.snapshotId()));
        reason = difference(candidate, SnapshotIdentity.read(session));
      } catch (SQLException e) {
        if (!NOT_THERE.contains(String.valueOf(e.getSQLState()))) {
          throw e;
        }
        reason = "is not exported any more";
      }
      if (!reason.isEmpty()) {
        statement.execute("ROLLBACK");
      }
      return reason;
    }
  }

  private static String difference(HeldSnapshot wanted, SnapshotIdentity found) {
    if (!found.postmasterStart().equals(wanted.postmasterStart())) {
      return "names another snapshot: the server was restarted at " + found.postmasterStart();
    }
    return found.text().equals(wanted.snapshotText())
        ? ""
        : "names another snapshot: " + found.text() + " instead of " + wanted.snapshotText();
  }

  private static void requireOneGeneration(List<HeldSnapshot> candidates) {
    if (candidates.stream().mapToInt(HeldSnapshot::generation).distinct().count() > 1) {
      throw new IllegalArgumentException("snapshots of two generations must not be mixed");
    }
  }

  private static void close(Connection session, Exception why) {
    try {
      session.close();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
