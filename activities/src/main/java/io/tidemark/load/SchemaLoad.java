package io.tidemark.load;

import static java.util.Objects.requireNonNull;

import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgProgram;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads the archives of a backup into a new side database: definitions without indexes, then what
 * pg_dump wrote of data itself. One unit: pg_restore commits item by item and doubles rows when it
 * runs twice, so a repeat begins with a new side database.
 */
public final class SchemaLoad {
  private final PgRestore restore;
  private final ConnectionTarget side;
  private final Connector connector;
  private final Bookkeeping bookkeeping;

  /**
   * @param pgRestore not older than the pg_dump that wrote the archives
   * @param side the side database
   * @param connector sessions to it
   * @param restoreId identity of the restore
   * @param applicationName of pg_restore's session
   */
  public SchemaLoad(
      PgProgram pgRestore,
      ConnectionTarget side,
      Connector connector,
      String restoreId,
      String applicationName) {
    this.restore = new PgRestore(pgRestore, applicationName);
    this.side = requireNonNull(side, "side is null");
    this.connector = requireNonNull(connector, "connector is null");
    this.bookkeeping = new Bookkeeping(restoreId);
  }

  /**
   * Loads both archives.
   *
   * @param schema the archive with definitions
   * @param data the archive with large objects, sequences and the like
   * @param tablespaces false to leave everything in the database's own tablespace
   * @return warnings of pg_restore, for people to read
   * @throws LoadException when the side database is not new
   * @throws IOException of the archive when it is damaged, or PgToolException
   */
  public List<String> load(
      ArchiveSource schema, ArchiveSource data, boolean tablespaces, LoadProgress progress)
      throws LoadException, IOException, SQLException, InterruptedException {
    try (Connection session = connector.open()) {
      if (bookkeeping.exists(session)) {
        throw new LoadException(
            LoadException.Kind.FAILED,
            "the side database was loaded into before; a repeat begins with a new one");
      }
      bookkeeping.create(session);
      int major = session.getMetaData().getDatabaseMajorVersion();
      List<String> notices = new ArrayList<>();
      notices.addAll(section("pre-data", schema, tablespaces, major, progress));
      requireSameDatabase(session);
      notices.addAll(section("data", data, tablespaces, major, progress));
      requireSameDatabase(session);
      return List.copyOf(notices);
    }
  }

  /**
   * A session does not outlive its database. When a later attempt made a new one under the same
   * name, this attempt must not load into it as well.
   */
  private static void requireSameDatabase(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  private List<String> section(
      String section,
      ArchiveSource archive,
      boolean tablespaces,
      int serverMajor,
      LoadProgress progress)
      throws LoadException, IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add("--section=" + section);
    if (!restore.isTooNewFor(serverMajor)) {
      arguments.add("--exit-on-error");
    }
    arguments.add("--no-subscriptions");
    if (!tablespaces) {
      arguments.add("--no-tablespaces");
    }
    PgRestore.Output output = restore.connected(arguments, side, archive, progress);
    return StderrLines.warnings(output.stderr());
  }
}
