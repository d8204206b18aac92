package io.tidemark.dump;

import io.tidemark.pipeline.Dumped;
import io.tidemark.pipeline.PartSource;
import io.tidemark.pipeline.PipelineProgress;
import io.tidemark.postgres.ConnectionTarget;
import io.tidemark.postgres.PgCommand;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.Sessions;
import io.tidemark.snapshot.EarlierAttempts;
import io.tidemark.snapshot.SessionName;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Roles and tablespaces as SQL, by pg_dumpall; not of the backup's snapshot. */
public final class GlobalsSource implements PartSource {
  private final PgProgram pgDumpall;
  private final Sessions sessions;
  private final ConnectionTarget target;
  private final SessionName name;

  public GlobalsSource(
      PgProgram pgDumpall, Sessions sessions, ConnectionTarget target, SessionName name) {
    this.pgDumpall = pgDumpall;
    this.sessions = sessions;
    this.target = target;
    this.name = name;
  }

  /**
   * Managed services let nobody read {@code pg_authid}; roles are then dumped without passwords,
   * and a notice says so.
   */
  @Override
  public Dumped writeTo(OutputStream out, PipelineProgress progress) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--globals-only", "--lock-wait-timeout=60s"));
    List<String> notices = new ArrayList<>();
    try (Connection session = sessions.open(target, name.text())) {
      EarlierAttempts.end(session, name);
      if (!readsPasswords(session)) {
        arguments.add("--no-role-passwords");
        notices.add(
            "role passwords are not in this backup: the role may not read pg_authid, as on managed"
                + " services; set them anew after a restore");
      }
    }
    PgCommand command = PgCommand.connected(pgDumpall, arguments, target, name.text());
    notices.addAll(ToolOutput.copy(command, new byte[0], out));
    return Dumped.archive(notices);
  }

  private static boolean readsPasswords(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet right =
            statement.executeQuery(
                "SELECT pg_catalog.has_table_privilege('pg_catalog.pg_authid', 'SELECT')")) {
      right.next();
      return right.getBoolean(1);
    }
  }
}
