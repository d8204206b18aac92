package io.tidemark.activity;

import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.dump.DataSource;
import io.tidemark.dump.GlobalsSource;
import io.tidemark.dump.RowsSource;
import io.tidemark.dump.SchemaSource;
import io.tidemark.pipeline.PartSource;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.PlannedPart;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.PgTools;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.HoldRequest;
import io.tidemark.snapshot.OnDdl;
import io.tidemark.snapshot.PartSession;
import io.tidemark.snapshot.SessionName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Chooses what dumps a part. */
final class PartSources {
  private final Installation installation;

  PartSources(Installation installation) {
    this.installation = installation;
  }

  PartSource of(
      PlannedPart part,
      BackupPlan plan,
      OpenBackup backup,
      List<HeldSnapshot> snapshots,
      int attempt)
      throws SQLException, IOException {
    DatabaseSettings settings = backup.settings();
    SessionName name =
        new SessionName(
            backup.location().backupId(), part.kind().word() + "-" + part.index(), attempt);
    PartSession.Access access =
        new PartSession.Access(
            installation.sessions(),
            settings.target(),
            name,
            snapshots,
            OnDdl.of(settings.onDdl()),
            HoldRequest.DEFAULT_LOCK_TIMEOUT);
    if (part instanceof PlannedPart.Rows rows) {
      return new RowsSource(access, plan, rows);
    }
    ServerFacts server = server(settings, name);
    PgTools tools = installation.tools();
    if (part instanceof PlannedPart.Globals) {
      return new GlobalsSource(
          tools.find("pg_dumpall", server.major()),
          installation.sessions(),
          settings.target(),
          name);
    }
    PgProgram pgDump = tools.find("pg_dump", server.major());
    if (part instanceof PlannedPart.Schema) {
      return new SchemaSource(pgDump, access);
    }
    PgProgram pgRestore = tools.find("pg_restore", pgDump.version().major());
    return new DataSource(pgDump, pgRestore, access, plan, server.encoding());
  }

  private ServerFacts server(DatabaseSettings settings, SessionName name) throws SQLException {
    try (Connection session = installation.sessions().open(settings.target(), name.text())) {
      return ServerFacts.read(session);
    }
  }
}
