package io.tidemark.activity;

import io.tidemark.api.FailureType;
import io.tidemark.api.backup.BackupActivities.SealInput;
import io.tidemark.api.backup.BackupActivities.SealedPart;
import io.tidemark.api.backup.BackupResult;
import io.tidemark.api.backup.HeldSnapshot;
import io.tidemark.archive.AcceptedReceipts;
import io.tidemark.archive.Contents;
import io.tidemark.archive.Manifest;
import io.tidemark.archive.ManifestHeader;
import io.tidemark.archive.Receipt;
import io.tidemark.archive.RecordedPart;
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
    RecordedSnapshot snapshot = snapshot(input.snapshot());
    List<RecordedPart> parts = parts(backup, planned.plan(), snapshot, receipts);
    Contents contents = contents(input, backup, planned, snapshot, receipts, parts);
    Manifest manifest =
        backup
            .repository()
            .seal(
                contents,
                new SealTerms(
                    Instant.parse(input.startedAt()), SAFETY.equals(input.purpose()), Map.of()),
                backup.key());
    backup.endMark(installation);
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

  /** One receipt a part, each of the kind that was planned and of the same snapshot. */
  private static List<RecordedPart> parts(
      OpenBackup backup, BackupPlan plan, RecordedSnapshot snapshot, List<Receipt> receipts)
      throws RefusedException {
    List<RecordedPart> parts;
    try {
      parts = AcceptedReceipts.parts(backup.location(), snapshot, plan.parts().size(), receipts);
    } catch (IllegalArgumentException e) {
      throw unsealable(String.valueOf(e.getMessage()));
    }
    for (RecordedPart part : parts) {
      if (part.kind() != plan.parts().get(part.index()).kind()) {
        throw unsealable("part " + part.index() + " is of another kind than planned");
      }
    }
    return parts;
  }

  private static RefusedException unsealable(String problem) {
    return new RefusedException(FailureType.INTERNAL, "the backup is not sealed: " + problem);
  }

  private Contents contents(
      SealInput input,
      OpenBackup backup,
      PlannedBackup planned,
      RecordedSnapshot snapshot,
      List<Receipt> receipts,
      List<RecordedPart> parts)
      throws UnknownNameException, SQLException, IOException {
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
        snapshot,
        planned.database(),
        tools(server),
        planned.roles(),
        parts,
        tableRows(planned, receipts),
        planned.census(),
        List.copyOf(notices));
  }

  private static RecordedSnapshot snapshot(HeldSnapshot held) {
    return new RecordedSnapshot(
        held.snapshotText(),
        Instant.parse(held.takenAt()),
        held.lsn(),
        held.postmasterStart(),
        held.generation());
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
        List.of(),
        contents.notices());
  }
}
