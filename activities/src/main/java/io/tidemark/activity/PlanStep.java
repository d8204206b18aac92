package io.tidemark.activity;

import io.temporal.activity.Activity;
import io.tidemark.api.StoredObject;
import io.tidemark.api.backup.BackupActivities.PlanInput;
import io.tidemark.api.backup.BackupContext;
import io.tidemark.api.backup.PartRef;
import io.tidemark.api.backup.PlanSummary;
import io.tidemark.census.CensusReader;
import io.tidemark.census.DatabasePropertiesReader;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.Cutter;
import io.tidemark.plan.Exclusions;
import io.tidemark.plan.Planner;
import io.tidemark.plan.TableCatalog;
import io.tidemark.postgres.PgToolException;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.SessionName;
import io.tidemark.snapshot.SnapshotGoneException;
import io.tidemark.snapshot.SnapshotImport;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads under the snapshot what there is, decides on the parts, and stores the decision. */
final class PlanStep {
  /** A source has no bookkeeping of ours that would have to be left out. */
  private static final String NO_SCHEMA = "";

  private final Installation installation;

  PlanStep(Installation installation) {
    this.installation = installation;
  }

  PlanSummary run(PlanInput input)
      throws UnknownNameException,
          SQLException,
          SnapshotGoneException,
          IOException,
          InterruptedException {
    BackupContext context = input.context();
    OpenBackup backup = OpenBackup.of(context, installation);
    int attempt = Activity.getExecutionContext().getInfo().getAttempt();
    SessionName name = new SessionName(context.backupId(), "plan", attempt);
    PlannedBackup planned;
    try (Connection session =
        SnapshotImport.open(
                installation.sessions(), backup.settings().target(), input.snapshots(), name.text())
            .session()) {
      planned = plan(context, session);
    }
    StoredObject object =
        backup
            .repository()
            .writePlan(backup.location(), PlannedBackupJson.write(planned), backup.key());
    List<PartRef> parts =
        planned.plan().parts().stream()
            .map(p -> new PartRef(p.index(), p.kind(), p.label(), p.estimatedBytes()))
            .toList();
    return new PlanSummary(object, parts);
  }

  private PlannedBackup plan(BackupContext context, Connection session)
      throws SQLException, PgToolException {
    ServerFacts server = ServerFacts.read(session);
    int pgDump = installation.tools().find("pg_dump", server.major()).version().major();
    Planner planner =
        new Planner(
            new Cutter(context.partSizeBytes(), Cutter.DEFAULT_MAX_PARTS),
            Exclusions.of(pgDump, server.encoding()));
    BackupPlan plan = planner.plan(TableCatalog.read(session));
    DatabasePropertiesReader properties = new DatabasePropertiesReader(session);
    return new PlannedBackup(
        plan,
        new CensusReader(session, NO_SCHEMA).read(CensusReader.names(plan.leftToPgDump())),
        properties.read(),
        properties.rolesNeeded());
  }
}
