package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities.SealInput;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.api.backup.PartKind;
import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.archive.Receipt;
import io.tidemark.archive.RecordedServer;
import io.tidemark.archive.RecordedSnapshot;
import io.tidemark.archive.SealTerms;
import io.tidemark.archive.TablePiece;
import io.tidemark.pipeline.TableRows;
import io.tidemark.plan.BackupPlan;
import io.tidemark.plan.PlannedTable;
import io.tidemark.plan.TableName;
import io.tidemark.postgres.PgProgram;
import io.tidemark.postgres.ServerFacts;
import io.tidemark.snapshot.SessionName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the accepted receipts together and writes contents and manifest. */
final class SealStep {
  private static final String SAFETY = "safety";

  private final Installation installation;
  private final PlanCache plans;

  SealStep(Installation installation, PlanCache plans) {
    this.installation = installation;
    this.plans = plans;
  }

  BackupResult run(SealInput input) throws Exception {
    OpenBackup backup = OpenBackup.of(input.preflight().context(), installation);
    PlannedBackup planned = plans.read(backup, input.plan());
    List<Receipt> receipts = receipts(input, backup);
    requireWhole(planned.plan(), receipts, input.snapshot());
    Contents contents = contents(input, backup, planned, receipts);
    Manifest manifest =
        backup
            .repository()
            .seal(
                contents,
                new SealTerms(
                    Instant.parse(input.startedAt()), SAFETY.equals(input.purpose()), Map.of()),
                backup.key());
    return result(input, manifest, contents);
  }

  private static List<Receipt> receipts(SealInput input, OpenBackup backup) throws IOException {
    List<Receipt> receipts = new ArrayList<>();
    for (SealedPart part : input.receipts()) {
      receipts.add(
          backup
              .repository()
              .readReceipt(backup.location(), part.index(), part.receipt(), backup.key()));
    }
    return receipts;
  }

  /** One receipt a part, in the plan's order, and every one of the same snapshot. */
  private static void requireWhole(BackupPlan plan, List<Receipt> receipts, HeldSnapshot snapshot)
      throws RefusedException {
    if (receipts.size() != plan.parts().size()) {
      throw unsealable(receipts.size() + " receipts for " + plan.parts().size() + " parts");
    }
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i);
      if (receipt.part() != i || receipt.kind() != plan.parts().get(i).kind()) {
        throw unsealable("receipt " + i + " is of part " + receipt.part());
      }
      boolean ofSnapshot =
          receipt.generation() == snapshot.generation()
              && receipt.snapshotText().equals(snapshot.snapshotText());
      if (receipt.kind() != PartKind.GLOBALS && !ofSnapshot) {
        throw unsealable("part " + i + " was read under another snapshot");
      }
    }
  }

  private static RefusedException unsealable(String problem) {
    return new RefusedException(FailureType.INTERNAL, "the backup is not sealed: " + problem);
  }

  private Contents contents(
      SealInput input, OpenBackup backup, PlannedBackup planned, List<Receipt> receipts)
      throws UnknownNameException, SQLException, IOException {
    HeldSnapshot snapshot = input.snapshot();
    ServerFacts server = server(backup);
    Set<String> notices = new LinkedHashSet<>(input.preflight().notices());
    notices.addAll(planned.plan().notices());
    receipts.forEach(receipt -> notices.addAll(receipt.notices()));
    return new Contents(
        ManifestHeader.FORMAT_VERSION,
        backup.location().backupId(),
        backup.location().database(),
        new RecordedServer(
            input.preflight().serverVersion(),
            server.versionNum(),
            input.preflight().context().systemIdentifier(),
            server.inRecovery()),
        new RecordedSnapshot(
            snapshot.snapshotText(),
            Instant.parse(snapshot.takenAt()),
            snapshot.lsn(),
            snapshot.postmasterStart(),
            snapshot.generation()),
        planned.database(),
        tools(server),
        planned.roles(),
        receipts.stream().map(Receipt::recorded).toList(),
        tableRows(planned, receipts),
        planned.census(),
        List.copyOf(notices));
  }

  private ServerFacts server(OpenBackup backup) throws SQLException {
    String name = new SessionName(backup.location().backupId(), "seal", 1).text();
    try (Connection session = installation.sessions().open(backup.settings().target(), name)) {
      return ServerFacts.read(session);
    }
  }

  private Map<String, String> tools(ServerFacts server) throws IOException {
    Map<String, String> versions = new TreeMap<>();
    for (String name : PreflightStep.PROGRAMS) {
      PgProgram program = installation.tools().find(name, server.major());
      versions.put(name, program.version().toString());
    }
    return versions;
  }

  /** Rows of every table, slices summed up, by schema and name. */
  private static List<TableRows> tableRows(PlannedBackup planned, List<Receipt> receipts) {
    Map<TableName, Long> rows = new TreeMap<>();
    for (PlannedTable table : planned.plan().leftToPgDump()) {
      Long counted = planned.census().rows().get(table.name().quoted());
      rows.put(table.name(), counted == null ? 0 : counted);
    }
    for (Receipt receipt : receipts) {
      for (TablePiece piece : receipt.tables()) {
        rows.merge(new TableName(piece.schema(), piece.name()), piece.rows(), Long::sum);
      }
    }
    return rows.entrySet().stream()
        .map(e -> new TableRows(e.getKey().schema(), e.getKey().name(), e.getValue()))
        .toList();
  }

  private static BackupResult result(SealInput input, Manifest manifest, Contents contents) {
    return new BackupResult(
        manifest.header().database(),
        manifest.header().backupId(),
        input.preflight().context().store(),
        manifest.location().manifest().value(),
        contents.parts().size(),
        contents.rawBytes(),
        contents.storedBytes(),
        contents.rows(),
        contents.tables().size(),
        input.snapshot().takenAt(),
        0,
        List.of(),
        List.of(),
        contents.notices());
  }
}
